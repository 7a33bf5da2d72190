"""Another way to the same receiver, once a way has failed for good."""

from collections.abc import Collection, Sequence

from notifications.domain.directory import Contact
from notifications.domain.notice import Notice
from notifications.domain.telling import Purpose
from notifications.domain.vocabulary import Channel

ORDER = (Channel.WEBHOOK, Channel.EMAIL, Channel.LETTER)
"""In which order ways are tried where a contact prefers none; a way that is not in it is the only one."""


def order_of(preferred: Sequence[str]) -> tuple[str, ...]:
    """The ways in the order somebody prefers; those they do not name come last."""
    chosen = [way for way in dict.fromkeys(preferred) if way in ORDER]
    return (*chosen, *(way.value for way in ORDER if way not in chosen))


def next_channel(channel: str, ways: Collection[str], preferred: Sequence[str] = ()) -> str | None:
    """The first of these ways that comes after a channel; None if there is no such way."""
    order = order_of(preferred)
    later = order[order.index(channel) + 1 :] if channel in order else ()
    return next((way for way in later if way in ways), None)


def way_on(notice: Notice, contact: Contact | None, opened: Collection[str], *, purpose: Purpose) -> str | None:
    """The way by which a notice for this purpose can still reach its receiver; None where it is over.

    ``opened`` are the channels that run here. What may have arrived is not sent another way. A webhook that takes
    other purposes is no way: what it passes on to mail would come back without an end.
    """
    if notice.in_doubt or contact is None:
        return None
    reaching = {way for way in opened if contact.reached_by(way, purpose)}
    return next_channel(notice.channel, reaching, contact.preferences.channels)

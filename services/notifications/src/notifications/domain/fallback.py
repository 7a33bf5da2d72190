"""Another way to the same receiver, once a way has failed for good."""

from collections.abc import Collection

from notifications.domain.directory import Contact
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Channel

ORDER = (Channel.WEBHOOK, Channel.EMAIL, Channel.LETTER)
"""In which order ways are tried; a way that is not in it is the only one."""


def next_channel(channel: str, ways: Collection[str]) -> str | None:
    """The first of these ways that comes after a channel; None if there is no such way."""
    later = ORDER[ORDER.index(Channel(channel)) + 1 :] if channel in ORDER else ()
    return next((way.value for way in later if way in ways), None)


def way_on(notice: Notice, contact: Contact | None, opened: Collection[str]) -> str | None:
    """The way by which a notice can still reach its receiver; None where it is over.

    ``opened`` are the channels that run here. What may have arrived is not sent another way.
    """
    if notice.in_doubt or contact is None:
        return None
    return next_channel(notice.channel, {way for way in opened if contact.reached_by(way)})

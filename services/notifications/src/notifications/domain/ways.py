"""By which channel a notice goes, once its receiver is known."""

from collections.abc import Collection

from notifications.domain.fallback import ORDER, order_of
from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready
from notifications.domain.vocabulary import Channel


def channel_of(notice: Notice, ready: Ready, opened: Collection[str] = ORDER) -> str:
    """The first way by which the receiver is reached, in the order they prefer; what was tried stays where it is.

    Without a preference that is a webhook, where the receiver has one for this purpose, before mail. A webhook that is
    gone leaves mail, unless the notice may have arrived there. ``opened`` are the channels that run here.
    """
    if notice.channel == Channel.WEBHOOK:
        return Channel.WEBHOOK if notice.in_doubt or _reaches(ready, Channel.WEBHOOK) else Channel.EMAIL
    is_untried = notice.attempt == 0 and notice.reason is None
    if notice.channel != Channel.EMAIL or not is_untried:
        return notice.channel
    ways = (way for way in order_of(ready.receiver.channels) if way in opened and _reaches(ready, way))
    return next(ways, notice.channel)


def _reaches(ready: Ready, way: str) -> bool:
    receiver = ready.receiver
    match way:
        case Channel.WEBHOOK:
            return receiver.webhook is not None and receiver.webhook.takes(ready.telling.purpose)
        case Channel.LETTER:
            return receiver.post is not None
        case _:
            return receiver.email is not None

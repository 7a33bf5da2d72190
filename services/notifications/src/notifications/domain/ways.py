"""By which channel a notice goes, once its receiver is known."""

from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready
from notifications.domain.vocabulary import Channel


def channel_of(notice: Notice, ready: Ready) -> str:
    """A webhook instead of a mail, where the receiver has one for this purpose; what was tried stays where it is.

    A webhook that is gone leaves mail.
    """
    webhook = ready.receiver.webhook
    is_taken = webhook is not None and webhook.takes(ready.telling.purpose)
    if notice.channel == Channel.WEBHOOK:
        return Channel.WEBHOOK if is_taken else Channel.EMAIL
    is_untried = notice.attempt == 0 and notice.reason is None
    if notice.channel == Channel.EMAIL and is_taken and is_untried:
        return Channel.WEBHOOK
    return notice.channel

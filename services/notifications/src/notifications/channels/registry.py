"""The channels notices can go by: a new channel is a folder beside `email` and a line here."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import UUID

from notifications.channels.email.blocks import blocks_of
from notifications.channels.email.channel import email_channel, writer_by
from notifications.channels.email.writer import Writer
from notifications.channels.letter.channel import letter_channel
from notifications.channels.letter.content import Words
from notifications.channels.webhook.channel import webhook_channel
from notifications.delivery.channel import Channel
from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready
from notifications.settings import NotificationsSettings


class OpenChannel(Protocol):
    """Makes a channel by the settings, with the subjects' words and the links to confirm having read a notice.

    None where the settings have no such channel.
    """

    def __call__(
        self, settings: NotificationsSettings, *, templates: Sequence[Path], link_of: Callable[[UUID], str] | None
    ) -> Channel | None: ...


def letters(
    settings: NotificationsSettings, *, templates: Sequence[Path], link_of: Callable[[UUID], str] | None
) -> Channel | None:
    """Letters say what mails say, but for links that are too long to be typed, and without calendar entries."""
    if settings.print_queue is None:
        return None
    writer = writer_by(settings, templates=templates, link_of=None)
    return letter_channel(settings, settings.print_queue, words_of=partial(words_on_paper, writer))


def words_on_paper(writer: Writer, notice: Notice, ready: Ready) -> Words:
    """What the mail of a notice says, as a letter says it."""
    text = writer.text(notice, ready, on_paper=True)
    return Words(text.subject, tuple(block.as_data() for block in blocks_of(text.body)))


CHANNELS: tuple[OpenChannel, ...] = (email_channel, webhook_channel, letters)

"""The channels notices can go by: a new channel is a folder beside `email` and a line here."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol
from uuid import UUID

from notifications.channels.email.channel import email_channel
from notifications.delivery.channel import Channel
from notifications.settings import NotificationsSettings


class OpenChannel(Protocol):
    """Makes a channel by the settings, with the subjects' words and the links to confirm having read a notice."""

    def __call__(
        self, settings: NotificationsSettings, *, templates: Sequence[Path], link_of: Callable[[UUID], str] | None
    ) -> Channel: ...


CHANNELS: tuple[OpenChannel, ...] = (email_channel,)

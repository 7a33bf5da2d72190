"""Mail as a channel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from notifications.channels.email.own_texts.reading import house_style
from notifications.channels.email.server import MailReason, MailServer, SmtpConversation
from notifications.channels.email.writer import Sender, Writer
from notifications.domain.handover import HandOver, Refused
from notifications.domain.message import Message
from notifications.domain.vocabulary import Channel
from notifications.settings import NotificationsSettings
from shared.runtime.logging import get_logger


class MailConversation:
    """Writes the mail of each message and hands it over to the mail server."""

    def __init__(self, writer: Writer, server: MailServer) -> None:
        self._writer = writer
        self._smtp = SmtpConversation(server)

    async def hand_over(self, message: Message, now: datetime) -> HandOver:
        """Offer a message; what the mail server said to it. An address that SMTP can't carry is not offered."""
        if not (message.receiver.email or "").isascii():
            return Refused(MailReason.NOT_ASCII)
        try:
            letter = self._writer.write(message, now)
        except Exception as error:
            get_logger().error("notification.unwritable", aggregate_id=message.first.notice.id, exc_info=error)
            return Refused(MailReason.UNWRITABLE)
        return await self._smtp.hand_over(letter)

    async def end(self) -> None:
        """Say goodbye."""
        await self._smtp.end()


@dataclass(frozen=True, slots=True)
class EmailChannel:
    """Mails over SMTP, a connection for each lane."""

    writer: Writer
    server: MailServer
    lanes: int
    name: str = Channel.EMAIL

    def conversation(self) -> MailConversation:
        """A conversation; it connects when the first mail is there."""
        return MailConversation(self.writer, self.server)


def email_channel(
    settings: NotificationsSettings, *, templates: Sequence[Path], link_of: Callable[[UUID], str] | None
) -> EmailChannel:
    """The channel by the settings. ``link_of`` makes the link to confirm having read a notice; None for no links."""
    return EmailChannel(
        writer=writer_by(settings, templates=templates, link_of=link_of),
        server=server_of(settings),
        lanes=settings.mail_lanes,
    )


def server_of(settings: NotificationsSettings) -> MailServer:
    """The mail server by the settings."""
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        username=settings.smtp_username,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
        timeout_s=settings.smtp_timeout_s,
    )


def writer_by(
    settings: NotificationsSettings, *, templates: Sequence[Path], link_of: Callable[[UUID], str] | None
) -> Writer:
    """Who writes mails, by the settings and the municipality's own folder. Raises OwnTextError."""
    return Writer(_sender(settings), templates, link_of, style=house_style(settings.texts))


def _sender(settings: NotificationsSettings) -> Sender:
    return Sender(
        settings.mail_from,
        settings.mail_signature,
        replies_to=settings.reply_address,
        lists_all=settings.invitation_lists_all,
    )

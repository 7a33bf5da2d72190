"""Mails to parents, handed over at once."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

from notifications.channels.email.server import MailReason, MailServer, SmtpConversation
from notifications.channels.email.texts import Text
from notifications.channels.email.writer import Writer
from notifications.domain.handover import HandOver, Refused
from notifications.domain.parents import CaseForParents

_TEMPLATE = "parents"


class ParentMailer:
    """Writes the mail of a case and offers it to the mail server, on a connection of its own.

    ``writer`` makes the writer when the first mail is asked for: that takes a moment.
    """

    def __init__(self, writer: Callable[[], Writer], server: MailServer) -> None:
        self._writer = writer
        self._server = server

    def said(self, case: CaseForParents) -> tuple[str, str]:
        """Subject and text."""
        text = self._text(case)
        return text.subject, text.body

    async def hand_over(self, case: CaseForParents, address: str, *, mail_id: UUID, now: datetime) -> HandOver:
        """Offer the mail once. An address that SMTP can't carry is not offered."""
        if not address.isascii():
            return Refused(MailReason.NOT_ASCII)
        letter = self._writer().to_outsider(self._text(case), address, mail_id=mail_id, now=now)
        conversation = SmtpConversation(self._server)
        try:
            return await conversation.hand_over(letter)
        finally:
            await conversation.end()

    def _text(self, case: CaseForParents) -> Text:
        shown = {name: getattr(case, name) for name in CaseForParents.__slots__}
        writer = self._writer()
        return writer.texts.text(_TEMPLATE, mail=SimpleNamespace(**shown), signature=writer.signature)

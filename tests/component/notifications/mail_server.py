"""A mail server over TCP that a test can make refuse, hang, lose its answer or go away."""

import asyncio
from collections.abc import Callable
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from shared.local.ports import LOCALHOST, free_port

Answer = Callable[[Envelope], str | None]


class MailServer:
    """Keeps what it took; a test may empty ``taken``. ``to_recipient`` and ``to_content`` may answer other than 250."""

    def __init__(self) -> None:
        self.port = free_port()
        self.taken: list[EmailMessage] = []
        self.ever_taken: list[EmailMessage] = []
        self.connections = 0
        self.to_sender: Callable[[], str | None] = lambda: None
        self.to_recipient: Callable[[str], str | None] = lambda _: None
        self.to_content: Answer = lambda _: None
        self.before_answer: Callable[[], asyncio.Future[None] | None] = lambda: None
        self._server: asyncio.Server | None = None
        self._conversations: list[SMTP] = []

    @property
    def message_ids(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.taken]

    async def start(self) -> None:
        loop = asyncio.get_running_loop()

        def conversation() -> SMTP:
            self.connections += 1
            self._conversations.append(SMTP(self, hostname="mail.test", loop=loop))
            return self._conversations[-1]

        self._server = await loop.create_server(conversation, LOCALHOST, self.port)

    async def stop(self) -> None:
        """Go away."""
        if self._server:
            self._server.close()
            self._server = None

    def hang_up(self) -> None:
        """Close every connection without a word, as after a long silence."""
        for conversation in self._conversations:
            if conversation.transport:
                conversation.transport.close()

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.to_sender()
        if answer is None:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.to_recipient(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        refusal = self.to_content(envelope)
        if refusal and refusal.startswith("hang-up"):
            if refusal == "hang-up after taking it":
                self._keep(envelope)
            cast("asyncio.Transport", server.transport).abort()
            return "421 bye"
        if refusal:
            return refusal
        self._keep(envelope)
        hold = self.before_answer()
        if hold is not None:
            await hold
        return "250 Taken"

    def _keep(self, envelope: Envelope) -> None:
        mail = BytesParser(policy=default).parsebytes(envelope.original_content or b"")
        assert isinstance(mail, EmailMessage)
        self.taken.append(mail)
        self.ever_taken.append(mail)

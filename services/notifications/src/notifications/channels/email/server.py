"""The mail server: mails are handed over one after the other on one connection, which stays open for a while."""

import asyncio
import contextlib
import socket
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Literal

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPHeloError,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from notifications.channels.email.writer import Letter
from notifications.domain.bounces import code_in, is_of_address
from notifications.domain.handover import Accepted, HandOver, Refused, Unable
from notifications.domain.vocabulary import Reason

Security = Literal["none", "starttls", "tls"]

_SERVICE_CLOSING = 421
_DONE = 250
_RECEIVES = (_DONE, 251)
_IDLE_S = 5.0
# A command has no time limit of its own, which would be a timer and a task each: the mail as a whole has one.
_WHOLE_MAIL = None


class MailReason(StrEnum):
    """Why a mail was deferred or refused, beside the mail server's own codes (`smtp-550`)."""

    UNREACHABLE = "mail-server-unreachable"
    UNWRITABLE = "mail-cannot-be-written"
    NOT_ASCII = "address-not-ascii"


class Step(Enum):
    """How far a mail came."""

    CONNECT = auto()
    SENDER = auto()
    RECIPIENT = auto()
    CONTENT = auto()


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over. ``timeout_s`` is for one mail, connecting included."""

    host: str
    port: int
    security: Security = "none"
    username: str | None = None
    password: str | None = None
    timeout_s: float = 10.0


class SmtpConversation:
    """One connection to the mail server, made when a mail is there and kept for the next mails.

    It is left after ``idle_s`` seconds without a mail. A server may close it sooner.
    """

    def __init__(self, server: MailServer, *, idle_s: float = _IDLE_S) -> None:
        self._server = server
        self._idle_s = idle_s
        self._client: SMTP | None = None
        self._step = Step.CONNECT
        self._resting: asyncio.TimerHandle | None = None
        self._leaving: asyncio.Task[None] | None = None

    async def hand_over(self, letter: Letter) -> HandOver:
        """Offer a mail; what the server said to it. Never raises for what a mail server can do."""
        self._wake()
        try:
            return await self._handed_over(letter)
        finally:
            self._rest()

    async def name(self) -> str | None:
        """What the server calls itself, once it took a connection, and the login where there is one; None if it didn't.

        The connection is left again.
        """
        try:
            async with asyncio.timeout(self._server.timeout_s):
                client = await self._connected()
        except (SMTPException, OSError):
            self._drop()
            return None
        said = client.last_ehlo_response or client.last_helo_response
        await self.end()
        return said.message.split()[0] if said and said.message else ""

    async def end(self) -> None:
        """Say goodbye."""
        self._wake()
        self._leave()
        if self._leaving:
            await self._leaving

    async def _handed_over(self, letter: Letter) -> HandOver:
        try:
            async with asyncio.timeout(self._server.timeout_s):
                await self._offer_on_what_is_open(letter)
        except (SMTPException, OSError) as error:
            outcome = judged(error, self._step)
            await self._recover(outcome)
            return outcome
        return Accepted()

    async def _offer_on_what_is_open(self, letter: Letter) -> None:
        """Offer a mail. On a connection that was kept open the server may have closed: then once more, on a new one."""
        was_kept = self._client is not None
        try:
            await self._offer(letter)
        except (SMTPException, OSError) as error:
            if not (was_kept and self._step is Step.SENDER and _is_closed(error)):
                raise
            self._drop()
            await self._offer(letter)

    async def _offer(self, letter: Letter) -> None:
        self._step = Step.CONNECT
        client = await self._connected()
        self._step = Step.SENDER
        await _name_sender(client, letter.sender)
        self._step = Step.RECIPIENT
        await _name_recipient(client, letter.recipient)
        self._step = Step.CONTENT
        await client.data(letter.content, timeout=_WHOLE_MAIL)

    async def _connected(self) -> SMTP:
        if self._client and self._client.is_connected:
            return self._client
        server = self._server
        self._client = SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=socket.gethostname(),  # else a name server is asked, at every connection
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            username=server.username,
            password=server.password,
            timeout=server.timeout_s,
        )
        await self._client.connect()
        await _introduce(self._client)
        return self._client

    async def _recover(self, outcome: HandOver) -> None:
        """Make the connection fit for the next mail, or drop it."""
        client = self._client
        if client and client.is_connected and not (isinstance(outcome, Unable) and outcome.server_away):
            with contextlib.suppress(SMTPException, OSError):
                await client.rset(timeout=1)
                return
        self._drop()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client:
            client.close()

    def _wake(self) -> None:
        if self._resting:
            self._resting.cancel()
            self._resting = None

    def _rest(self) -> None:
        if self._client:
            self._resting = asyncio.get_running_loop().call_later(self._idle_s, self._leave)

    def _leave(self) -> None:
        client, self._client = self._client, None
        if client and client.is_connected:
            self._leaving = asyncio.create_task(_say_goodbye(client))


async def _introduce(client: SMTP) -> None:
    if client.is_ehlo_or_helo_needed:
        try:
            await client.ehlo()
        except SMTPHeloError:  # a server from before extensions
            await client.helo()


# The library's ``mail`` and ``rcpt`` parse each address anew, which costs more than the rest of them.


async def _name_sender(client: SMTP, address: str) -> None:
    said = await client.execute_command(b"MAIL", f"FROM:<{address}>".encode("ascii"), timeout=_WHOLE_MAIL)
    if said.code != _DONE:
        raise SMTPSenderRefused(said.code, said.message, address)


async def _name_recipient(client: SMTP, address: str) -> None:
    said = await client.execute_command(b"RCPT", f"TO:<{address}>".encode("ascii"), timeout=_WHOLE_MAIL)
    if said.code not in _RECEIVES:
        raise SMTPRecipientRefused(said.code, said.message, address)


async def _say_goodbye(client: SMTP) -> None:
    with contextlib.suppress(SMTPException, OSError):
        await client.quit(timeout=1)


def _is_closed(error: Exception) -> bool:
    """Whether the server closed the connection, or says that it is about to."""
    if isinstance(error, SMTPResponseException):
        return error.code == _SERVICE_CLOSING
    return isinstance(error, SMTPServerDisconnected | ConnectionError)


def judged(error: Exception, step: Step) -> HandOver:
    """What an error means: a refusal (5xx) of receiver or content is final; all else may pass, a refused login too."""
    if isinstance(error, SMTPResponseException) and step is not Step.CONNECT:
        reason = f"smtp-{error.code}"
        if isinstance(error, SMTPRecipientRefused | SMTPDataError) and error.code >= 500:
            return Refused(reason, of_address=step is Step.RECIPIENT and is_of_address(code_in(error.message) or ""))
        about_this_mail = step is not Step.SENDER and error.code != _SERVICE_CLOSING
        return Unable(reason, server_away=not about_this_mail, unheard=step is Step.SENDER)
    if step is Step.CONTENT:
        return Unable(Reason.NO_ANSWER, in_doubt=True, server_away=True)
    return Unable(MailReason.UNREACHABLE, server_away=True, unheard=step in (Step.CONNECT, Step.SENDER))

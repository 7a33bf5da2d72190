"""Mail servers are handed mails of ours that reach nobody; what they report is read."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from aiosmtpd.smtp import Envelope
from tests.component.notifications.mail_server import MailServer as NextServer
from tests.interop.client import ClientFailedError

from notifications.channels.email.channel import MailConversation
from notifications.channels.email.server import MailServer
from notifications.channels.email.writer import Sender, Writer
from notifications.domain.handover import Accepted, HandOver, Refused
from notifications.domain.message import Message
from notifications.domain.preparation import Ready
from notifications.incoming.domain.arrived import Arrived, Kind
from notifications.incoming.reading import read_mail
from notifications.subjects.case.domain.prepare import prepare
from notifications.subjects.case.subject import CASE
from notifications.testing.cases import opening
from notifications.testing.factories import NOW, knowledge
from notifications.testing.harness import Harness
from shared.domain.roles import Role
from shared.local.ports import LOCALHOST

from .server import Server, running

_REPORTED_S = 60
_DOMAIN = "overleg.example"
_WRITER = Writer(Sender(f"onderwijs@{_DOMAIN}", "Dienst Onderwijs"), [CASE.templates], None)
_NOBODY = "niemand@stad.example"
_GONE, _FULL = "weg@clb.example", "vol@clb.example"
_REFUSALS = {_GONE: "550 5.1.1 Geen zulke postbus", _FULL: "552 5.2.2 De postbus is vol"}


@dataclass(frozen=True)
class MailServerPart:
    """A mail server, and what it makes of an unknown recipient of its own: its word at once, or a report's code."""

    name: str
    packages: Sequence[str]
    of_nobody: Refused | str

    async def check(self) -> str:
        """Try it; the version that was tried. Raises ClientFailedError, and NotHereError where it can't be run."""
        next_server, reports = NextServer(), list[bytes]()

        def keep(envelope: Envelope) -> None:
            reports.append(envelope.original_content or b"")

        next_server.to_recipient, next_server.to_content = _REFUSALS.get, keep
        await next_server.start()
        try:
            async with running(self.name, self.packages, {"NEXT": next_server.port}) as server:
                await self._reports_are_read(server, reports)
                return server.version
        finally:
            await next_server.stop()

    async def _reports_are_read(self, server: Server, reports: list[bytes]) -> None:
        """Whom no mail reaches, and whose mailbox is only full, is told apart."""
        codes = {_GONE: "5.1.1", _FULL: "5.2.2"}
        if isinstance(self.of_nobody, str):
            codes[_NOBODY] = self.of_nobody
        messages = {address: _message(address) for address in (_NOBODY, *_REFUSALS)}
        said = await _handed_over(server, messages)
        expected = {address: Accepted() if address in codes else self.of_nobody for address in messages}
        if said != expected:
            raise ClientFailedError(f"it was to say {expected}, it said {said}")
        await _came(reports, len(codes))
        arrived = [read_mail(report, domain=_DOMAIN) for report in reports]
        for address, code in codes.items():
            _require(arrived, address, code, messages[address].id)


async def _handed_over(server: Server, messages: Mapping[str, Message]) -> dict[str, HandOver]:
    conversation = MailConversation(_WRITER, MailServer(LOCALHOST, server.port))
    try:
        return {address: await conversation.hand_over(message, NOW) for address, message in messages.items()}
    finally:
        await conversation.end()


async def _came(reports: list[bytes], number: int) -> None:
    try:
        async with asyncio.timeout(_REPORTED_S):
            while len(reports) < number:
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise ClientFailedError(f"{len(reports)} of {number} reports came in {_REPORTED_S} s") from None


def _require(arrived: Sequence[Arrived], address: str, code: str, message_id: UUID) -> None:
    """One report is about this message: it failed, for this reason, and a person did not write it."""
    reports = [mail for mail in arrived if mail.mentions == (message_id,)]
    read = [(mail.kind, mail.failure and mail.failure.code, mail.failed_at(address)) for mail in reports]
    expected = [(Kind.DELIVERY_FAILED, code, address != _FULL)]
    if read != expected:
        raise ClientFailedError(f"of {address} expected {expected}, we read {read} among {len(arrived)} reports")


def _message(address: str) -> Message:
    """The notice to a CLB that a case was opened; all in it is invented."""
    harness = Harness()
    harness.arrive(opening(1))
    [notice] = [notice for notice in harness.notices if notice.role is Role.CLB]
    ready = prepare(notice, harness.case, knowledge())
    assert isinstance(ready, Ready)
    return Message.of(notice, replace(ready, receiver=replace(ready.receiver, email=address)))

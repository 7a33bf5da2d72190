"""Dovecot holds a mailbox: what came is read once, and the mailbox stays as it is."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self, cast

from tests.interop.client import ClientFailedError
from tests.unit.notifications import returned

from notifications.incoming.domain.arrived import Kind
from notifications.incoming.imap import ImapAccount, ImapMailbox
from notifications.incoming.reading import LARGEST_MAIL, read_mail
from notifications.incoming.storage.places import Place
from notifications.unit_of_work import NotificationsUnits
from shared.local.ports import LOCALHOST

from .server import Server, running

_PASSWORD = "geheim"
_LARGE = returned.mail("From: an@clb.example", body="Verzonnen tekst.\r\n" * (LARGEST_MAIL // 16))
_MAILS = {"1.report": returned.POSTFIX, "2.person": returned.mail("From: an@clb.example"), "3.large": _LARGE}
_KINDS = [Kind.DELIVERY_FAILED, Kind.OTHER, Kind.OTHER]


@dataclass(frozen=True)
class MailboxPart:
    """An IMAP server, with three mails: a report, a person's, and one that is larger than what is looked at."""

    name: str
    packages: Sequence[str]

    async def check(self) -> str:
        """Try it; the version that was tried. Raises ClientFailedError, and NotHereError where it can't be run."""
        with tempfile.TemporaryDirectory(prefix="flankerend-interop-") as folder:
            for name in ("new", "cur", "tmp"):
                (Path(folder) / "Maildir" / name).mkdir(parents=True)
            for name, content in _MAILS.items():
                (Path(folder) / "Maildir/new" / name).write_bytes(content)
            async with running(self.name, self.packages, {"PASSWORD": _PASSWORD}, files=Path(folder)) as server:
                await _is_read_once(server)
                return server.version


async def _is_read_once(server: Server) -> None:
    account = ImapAccount(LOCALHOST, server.port, "none", "overleg", _PASSWORD, "INBOX")
    mailbox = ImapMailbox(account, cast("NotificationsUnits", _Remembered()), since=lambda: date(2026, 1, 1))
    arrived = [read_mail(content, domain=returned.OURS) for content in await _look(mailbox)]
    if [mail.kind for mail in arrived] != _KINDS or arrived[0].failure is None:
        raise ClientFailedError(f"expected {_KINDS}, we read {arrived}")
    if again := await _look(mailbox):
        raise ClientFailedError(f"{len(again)} mails were read a second time")
    _is_as_it_was(server)
    (server.files / "Maildir/new/4.late").write_bytes(returned.EXIM)
    late = await _look(mailbox)
    if late != [returned.EXIM]:
        raise ClientFailedError(f"expected the mail that came meanwhile, we read {late}")


async def _look(mailbox: ImapMailbox) -> list[bytes]:
    contents = []
    async for name, content in mailbox.unread():
        if len(content) > LARGEST_MAIL:
            raise ClientFailedError(f"{len(content)} bytes of a mail were fetched")
        contents.append(content)
        await mailbox.mark_seen(name)
    return contents


def _is_as_it_was(server: Server) -> None:
    """Every mail is there, in the same file, which by its name nobody has seen."""
    names = sorted(file.name for room in ("new", "cur") for file in (server.files / "Maildir" / room).iterdir())
    if names != sorted(_MAILS):
        raise ClientFailedError(f"of {sorted(_MAILS)} it made {names}")


class _Remembered:
    """How far the mailbox was read: in memory, instead of units of work on a database."""

    def __init__(self) -> None:
        self._place: Place | None = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Self]:
        yield self

    __call__ = reading

    def stories(self, _: object) -> Self:
        return self

    async def find(self, _: str) -> Place | None:
        return self._place

    async def keep(self, _: str, place: Place) -> None:
        self._place = place

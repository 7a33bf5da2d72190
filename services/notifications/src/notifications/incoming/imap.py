"""A mailbox on a server, read over IMAP. Nothing is changed in it: mails stay there, unread to whoever looks.

How far it was read is remembered by the server's own numbers. When the server numbers anew, the mails of the last term
are read again. Those that were taken in before are known by their content.
"""

import asyncio
import hashlib
import ssl
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from imaplib import IMAP4
from typing import Literal

from imapclient import IMAPClient, SocketTimeout

from notifications.incoming.reading import LARGEST_MAIL
from notifications.incoming.storage.places import Place, Places
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.logging import get_logger
from shared.runtime.metrics import TICKER_FAILURES

Security = Literal["none", "starttls", "tls"]

_CONTENT = f"BODY.PEEK[]<0.{LARGEST_MAIL}>"
_ANSWERED = b"BODY[]<0>"
_CONNECT_S, _ANSWER_S = 10.0, 30.0
_FAILURES = (OSError, IMAP4.error)


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """Where the mailbox is, and how to get in."""

    host: str
    port: int
    security: Security
    username: str
    password: str
    folder: str

    @property
    def name(self) -> str:
        """Tells it from other mailboxes, without a word of its address."""
        return hashlib.sha256(f"{self.host}\x00{self.username}\x00{self.folder}".encode()).hexdigest()


class ImapMailbox:
    """Mails that came before ``since`` are left alone. A server that can't be read is logged; there is no mail then."""

    def __init__(self, account: ImapAccount, units: NotificationsUnits, *, since: Callable[[], date]) -> None:
        self._account, self._units, self._since = account, units, since

    async def unread(self) -> AsyncGenerator[tuple[str, bytes]]:
        """The mails that were not read before, the oldest first: name and content, up to the most that is looked at."""
        try:
            client, validity = await asyncio.to_thread(self._opened)
        except _FAILURES as error:
            _log_away(error)
            return
        try:
            for uid in await self._new(client, validity):
                content = await asyncio.to_thread(_content, client, uid)
                if content is not None:
                    yield f"{validity}.{uid}", content
        except _FAILURES as error:
            _log_away(error)
        finally:
            await asyncio.to_thread(_close, client)

    async def mark_seen(self, name: str) -> None:
        """Remember that all was read up to this mail."""
        validity, _, uid = name.partition(".")
        async with self._units() as uow:
            await uow.stories(Places).keep(self._account.name, Place(int(validity), int(uid)))

    def _opened(self) -> tuple[IMAPClient, int]:
        account, trusted = self._account, ssl.create_default_context()
        client = IMAPClient(
            account.host,
            account.port,
            ssl=account.security == "tls",
            ssl_context=trusted,
            timeout=SocketTimeout(_CONNECT_S, _ANSWER_S),
        )
        try:
            if account.security == "starttls":
                client.starttls(trusted)
            client.login(account.username, account.password)
            return client, int(client.select_folder(account.folder, readonly=True)[b"UIDVALIDITY"])
        except BaseException:
            _close(client)
            raise

    async def _new(self, client: IMAPClient, validity: int) -> list[int]:
        async with self._units.reading() as uow:
            place = await uow.stories(Places).find(self._account.name)
        last = place.uid if place and place.uid_validity == validity else 0
        wanted = ["UID", f"{last + 1}:*", "SINCE", self._since()]
        uids: list[int] = await asyncio.to_thread(client.search, wanted)
        return sorted(uid for uid in uids if uid > last)  # `n:*` names the last mail even when there is none from n on


def _content(client: IMAPClient, uid: int) -> bytes | None:
    """None if the mail is not there any more."""
    content: bytes | None = client.fetch([uid], [_CONTENT]).get(uid, {}).get(_ANSWERED)
    return content


def _close(client: IMAPClient) -> None:
    """Leave; a server that went away has nothing to be told."""
    with suppress(*_FAILURES):
        try:
            client.logout()
        except _FAILURES:
            client.shutdown()


def _log_away(error: Exception) -> None:
    TICKER_FAILURES.labels(ticker="imap-mailbox").inc()
    get_logger().warning("mailbox.away", exc_info=error)

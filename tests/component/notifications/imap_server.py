"""A mailbox on a server: as much of IMAP (RFC 3501) as a reader needs that may change nothing.

`make interop` reads a mailbox of Dovecot.
"""

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, field

_PARTIAL = re.compile(rb"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)")
_FROM = re.compile(rb"UID SEARCH .*UID (\d+):\*")


@dataclass
class ImapServer:
    """Holds mails by their number. Refuses every command that would change something."""

    validity: int = 1
    password: str = "geheim"
    mails: dict[int, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1")
        self.port: int = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self._server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK here\r\n")
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while line := await reader.readline():
                tag, _, command = line.strip().partition(b" ")
                self.asked.append(command.split(b" ")[0].decode() if command.startswith(b"LOGIN") else command.decode())
                writer.write(b"".join(f + b"\r\n" for f in self._answers(command)) + tag + self._end(command) + b"\r\n")
                await writer.drain()
        writer.close()

    def _end(self, command: bytes) -> bytes:
        allowed = (b"CAPABILITY", b"LOGIN", b"EXAMINE", b"UID SEARCH", b"LOGOUT")
        refused = command.startswith(b"LOGIN") and self.password.encode() not in command
        if not refused and (command.startswith(allowed) or _PARTIAL.fullmatch(command)):
            return b" OK done"
        return b" NO that mailbox of an@stad.example stays as it is"

    def _answers(self, command: bytes) -> list[bytes]:
        if command == b"CAPABILITY":
            return [b"* CAPABILITY IMAP4rev1"]
        if command == b"LOGOUT":
            return [b"* BYE"]
        if command.startswith(b"EXAMINE"):
            return [f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] numbers".encode()]
        if asked := _FROM.match(command):
            last = max(self.mails, default=0)  # named whatever number was asked from
            numbers = [uid for uid in self.mails if uid >= int(asked[1]) or uid == last]
            return [b" ".join([b"* SEARCH", *(b"%d" % uid for uid in numbers)])]
        if (asked := _PARTIAL.fullmatch(command)) and (mail := self.mails.get(int(asked[1]))) is not None:
            content = mail[: int(asked[2])]
            return [b"* 1 FETCH (UID %s BODY[]<0> {%d}\r\n%s)" % (asked[1], len(content), content)]
        return []

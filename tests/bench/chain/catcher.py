"""A mail server that costs next to nothing: ``python -m tests.bench.chain.catcher PORT FOLDER``.

It takes every mail on any number of connections, and keeps in FOLDER the bytes of all mails, and for each of them a
line with when it was accepted. It stands on the standard library alone, and in a process of its own, so that its part
of the work is seen apart. It announces what mail servers in use announce.
"""

import asyncio
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

_GREETING = b"220 bench ESMTP\r\n"
_ABILITIES = b"250-bench\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 10000000\r\n"
_OK, _GO_ON, _BYE, _UNKNOWN = b"250 OK\r\n", b"354 go on\r\n", b"221 bye\r\n", b"500 unknown\r\n"
_END = b"\r\n.\r\n"
_ADDRESS = re.compile(rb"<([^>]*)>")
_MESSAGE_ID = re.compile(rb"^message-id:\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


class Caught(NamedTuple):
    """A mail: when it was accepted (seconds since 1970), its Message-ID, and where its bytes are."""

    at: float
    message_id: str
    receiver: str
    offset: int
    length: int


class Mailbox:
    """The folder of a catcher."""

    def __init__(self, folder: Path) -> None:
        self._lines, self._bytes = folder / "mails.txt", folder / "mails.bin"

    def caught(self) -> list[Caught]:
        """The mails so far, in the order in which they came."""
        rows = (line.split("\t") for line in self._lines.read_text().splitlines())
        return [Caught(float(at), name, to, int(offset), int(length)) for at, name, to, offset, length in rows]

    def count(self) -> int:
        """How many mails there are."""
        return self._lines.read_bytes().count(b"\n")

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Receiver and bytes of each mail, as they were handed over."""
        whole = self._bytes.read_bytes()
        return ((mail.receiver, whole[mail.offset : mail.offset + mail.length]) for mail in self.caught())

    def opened(self) -> tuple[BinaryIO, BinaryIO]:
        """Lines and bytes, to be written."""
        return self._lines.open("wb", buffering=0), self._bytes.open("wb", buffering=0)


class Conversation(asyncio.Protocol):
    """One connection."""

    def __init__(self, lines: BinaryIO, content: BinaryIO) -> None:
        self._lines, self._content = lines, content
        self._waiting = bytearray()
        self._in_mail = False
        self._receivers: list[str] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(_GREETING)

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while self._took_a_mail() if self._in_mail else self._took_a_line():
            continue

    def _took_a_line(self) -> bool:
        line, end, rest = self._waiting.partition(b"\r\n")
        if not end:
            return False
        self._waiting = rest
        self._transport.write(self._answer(bytes(line)))
        return True

    def _answer(self, line: bytes) -> bytes:
        match line[:4].upper():
            case b"EHLO" | b"HELO":
                return _ABILITIES
            case b"RCPT":
                self._receivers += (address.decode() for address in _ADDRESS.findall(line))
                return _OK
            case b"DATA":
                self._in_mail = True
                return _GO_ON
            case b"MAIL" | b"RSET":
                self._receivers.clear()
                return _OK
            case b"NOOP":
                return _OK
            case b"QUIT":
                return _BYE
        return _UNKNOWN

    def _took_a_mail(self) -> bool:
        end = self._waiting.find(_END)
        if end < 0:
            return False
        mail = bytes(self._waiting[: end + 2])
        del self._waiting[: end + len(_END)]
        self._in_mail = False
        self._keep(mail)
        self._transport.write(_OK)
        return True

    def _keep(self, mail: bytes) -> None:
        found = _MESSAGE_ID.search(mail)
        message_id = found[1].decode() if found else ""
        offset = self._content.tell()
        self._content.write(mail)
        for receiver in self._receivers:
            line = "\t".join((f"{time.time():.6f}", message_id, receiver, str(offset), str(len(mail))))
            self._lines.write(f"{line}\n".encode())


async def _serve(port: int, folder: Path) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    lines, content = Mailbox(folder).opened()
    server = await loop.create_server(lambda: Conversation(lines, content), "127.0.0.1", port, backlog=100)
    await stop.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2])))

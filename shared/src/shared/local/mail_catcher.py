"""``python -m shared.local.mail_catcher``: an SMTP server that keeps every mail as an ``.eml`` file.

What comes in for our own addresses goes into a Maildir instead, as it would at a mail server that delivers.
"""

import asyncio
import hashlib
import signal
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer
from aiosmtpd.smtp import SMTP, Envelope, Session

from shared.local.files import write_whole
from shared.runtime.mail_catcher import MAIL_CATCHER
from shared.runtime.signals import on_signals

_LARGEST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Delivery:
    """A Maildir, and the addresses whose mails go into it."""

    maildir: Path
    addresses: frozenset[str]

    def is_for(self, recipient: str) -> bool:
        """Whether mails to this address go there; upper and lower case are the same."""
        return recipient.lower() in self.addresses

    def prepare(self) -> None:
        """Make the folders that every Maildir has."""
        for name in ("new", "cur", "tmp"):
            (self.maildir / name).mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes) -> None:
        """Add a mail that nobody has seen. Its name says when it came, and nothing of its content."""
        write_whole(self.maildir / "new" / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.{uuid4().hex}.flankerend", content)


class KeepMail:
    """Writes each mail to a file. Its name says when the mail came and which mail it is, but nothing of its content."""

    def __init__(self, folder: Path, delivery: Delivery | None = None) -> None:
        self._folder = folder
        self._delivery = delivery
        folder.mkdir(parents=True, exist_ok=True)
        if delivery:
            delivery.prepare()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        delivery = self._delivery
        ours = [name for name in envelope.rcpt_tos if delivery and delivery.is_for(name)]
        if delivery and ours:
            await asyncio.to_thread(delivery.put, content)
        if len(ours) < len(envelope.rcpt_tos):
            await asyncio.to_thread(write_whole, self._folder / _file_name(content), content)
        return "250 Kept"


def _file_name(content: bytes) -> str:
    message_id = BytesHeaderParser(policy=policy.compat32).parsebytes(content).get("Message-ID", "")
    mail = hashlib.sha256(str(message_id).encode()).hexdigest()[:12]
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{mail}.eml"


async def catch(folder: Path, host: str, port: int, *, delivery: Delivery | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    on_signals((signal.SIGTERM, signal.SIGINT), ended.set)
    keep = KeepMail(folder, delivery)

    def conversation() -> SMTP:
        return SMTP(keep, hostname=MAIL_CATCHER, enable_SMTPUTF8=True, data_size_limit=_LARGEST_BYTES, loop=loop)

    server = await loop.create_server(conversation, host, port)
    async with server:
        await ended.wait()


def main(
    folder: Annotated[Path, typer.Option(help="Where the .eml files go.", envvar="FLANKEREND_MAIL_FOLDER")] = Path(
        "var/mail"
    ),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", envvar="FLANKEREND_SMTP_PORT")] = 1025,
    maildir: Annotated[Path | None, typer.Option(help="The Maildir for mails to our own addresses.")] = None,
    deliver: Annotated[list[str] | None, typer.Option(help="An address of our own.", metavar="ADDRESS")] = None,
) -> None:
    """Keep every mail that is sent here as a file; deliver no mail but those to addresses of our own."""
    addresses = frozenset(address.lower() for address in deliver or () if address)
    delivery = Delivery(maildir, addresses) if maildir else None
    asyncio.run(catch(folder, host, port, delivery=delivery))


if __name__ == "__main__":
    typer.run(main)

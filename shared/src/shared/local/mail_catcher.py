"""``python -m shared.local.mail_catcher``: an SMTP server that keeps every mail as an ``.eml`` file."""

import asyncio
import hashlib
import signal
from datetime import UTC, datetime
from email import policy
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Annotated

import typer
from aiosmtpd.smtp import SMTP, Envelope, Session

from shared.local.files import write_whole
from shared.runtime.signals import on_signals

_LARGEST_BYTES = 32 * 1024 * 1024


class KeepMail:
    """Writes each mail to a file. Its name says when the mail came and which mail it is, but nothing of its content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        await asyncio.to_thread(write_whole, self._folder / _file_name(content), content)
        return "250 Kept"


def _file_name(content: bytes) -> str:
    message_id = BytesHeaderParser(policy=policy.compat32).parsebytes(content).get("Message-ID", "")
    mail = hashlib.sha256(str(message_id).encode()).hexdigest()[:12]
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{mail}.eml"


async def catch(folder: Path, host: str, port: int) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    on_signals((signal.SIGTERM, signal.SIGINT), ended.set)
    keep = KeepMail(folder)

    def conversation() -> SMTP:
        return SMTP(keep, hostname="flankerend", enable_SMTPUTF8=True, data_size_limit=_LARGEST_BYTES, loop=loop)

    server = await loop.create_server(conversation, host, port)
    async with server:
        await ended.wait()


def main(
    folder: Annotated[Path, typer.Option(help="Where the .eml files go.", envvar="FLANKEREND_MAIL_FOLDER")] = Path(
        "var/mail"
    ),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", envvar="FLANKEREND_SMTP_PORT")] = 1025,
) -> None:
    """Keep every mail that is sent here as a file; deliver no mail."""
    asyncio.run(catch(folder, host, port))


if __name__ == "__main__":
    typer.run(main)

"""``flankerend reply``: have a mail come back, as it would from a mail server, a calendar or a person."""

import smtplib
import sys
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shared.local.errors import LocalStackError
from shared.local.home import Home
from shared.local.mail.replies import ReplyKind, address_of, reply_to

if TYPE_CHECKING:
    from shared.local.state import StackState


def reply(
    wanted: Annotated[
        str, typer.Argument(metavar="MAIL", help="A mail as file (.eml), or an address: the newest mail to it.")
    ],
    kind: Annotated[ReplyKind, typer.Option("--as", help="What comes back.")] = ReplyKind.ANSWERED,
    mails: Annotated[Path | None, typer.Option(help="Where the mails lie; the stack's when absent.")] = None,
    server: Annotated[
        str | None, typer.Option(help="The mail catcher, HOST:PORT; the stack's when absent.", metavar="ADDRESS")
    ] = None,
) -> None:
    """Send an answer to a mail that the mail catcher kept. Notifications reads it within seconds.

    Examples: flankerend reply ann.robijns@clbdekring.example --as bounced

    flankerend reply var/mail/20261120T080000000000-0123456789ab.eml --as accepted
    """
    mail = _read(Path(wanted)) if wanted.endswith(".eml") else _newest_to(wanted, mails or _folder())
    answer = reply_to(mail, kind)
    sender = "" if kind is ReplyKind.BOUNCED else address_of(answer["From"])
    recipient = address_of(answer["To"])
    _send(server or _stack().smtp, answer.as_bytes(), sender=sender, recipient=recipient)
    typer.echo(f"Sent to {recipient}: {kind}. See it at /berichten/binnengekomen.", err=True)


def _stack() -> "StackState":
    # An image with the mail catcher alone lacks the library by which this module looks processes up.
    from shared.local.state import StackState

    return StackState.read(Home.default().state)


def _folder() -> Path:
    mail = _stack().mail
    if mail is None:
        raise LocalStackError("This stack's mails go to a mail server elsewhere: answer them there.")
    return Path(mail)


def _read(path: Path) -> EmailMessage:
    try:
        mail = message_from_bytes(path.read_bytes(), policy=default)
    except OSError as error:
        raise LocalStackError(f"{path} can't be read: {error.strerror}") from None
    assert isinstance(mail, EmailMessage)
    return mail


def _newest_to(address: str, folder: Path) -> EmailMessage:
    for path in sorted(folder.glob("*.eml"), reverse=True):
        mail = _read(path)
        if address_of(mail["To"]).lower() == address.lower():
            return mail
    raise LocalStackError(f"No mail in {folder} went to {address}.")


def _send(server: str, content: bytes, *, sender: str, recipient: str) -> None:
    host, _, port = server.rpartition(":")
    try:
        with smtplib.SMTP(host, int(port), timeout=10) as client:
            client.sendmail(sender, [recipient], content)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise LocalStackError(f"The mail catcher at {server} did not take it ({type(error).__name__}).") from None


if __name__ == "__main__":
    try:
        typer.run(reply)
    except LocalStackError as error:
        sys.exit(str(error))

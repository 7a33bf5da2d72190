"""Writes a mail: subject, text, HTML and calendar entry, out of exactly the fields its view has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from uuid import UUID

from notifications.channels.email.calendar_entry import Heading, method_of, written
from notifications.channels.email.texts import Text, Texts
from notifications.domain.labels import CalendarEntry
from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready

_POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to be handed over."""

    sender: str
    recipient: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the address mails come from, and the name below them."""

    address: str
    signature: str

    @property
    def domain(self) -> str:
        """The domain that message ids belong to."""
        return self.address.rpartition("@")[2]


class Writer:
    """Writes mails. ``templates`` are the folders of the subjects' words.

    ``link_of`` makes the link by which a receiver confirms having read a notice; None for mails without such links.
    """

    def __init__(self, sender: Sender, templates: Iterable[Path], link_of: Callable[[UUID], str] | None) -> None:
        self._sender = sender
        self._texts = Texts(templates)
        self._link_of = link_of

    def write(self, notice: Notice, ready: Ready, now: datetime) -> Letter:
        """The mail of a notice. Its Message-ID is the notice's for good, so that a repeat is known to be the same."""
        text = self.text(notice, ready)
        mail = self._headed(notice, ready, subject=text.subject, now=now)
        mail.set_content(text.body, cte="quoted-printable")
        mail.add_alternative(self._texts.html(text), subtype="html", cte="quoted-printable")
        if ready.entry:
            self._attach(mail, ready.entry, ready, now=now)
        return Letter(self._sender.address, ready.receiver.email, mail.as_bytes())

    def text(self, notice: Notice, ready: Ready) -> Text:
        """The subject and the text part."""
        telling = ready.telling
        link = self._link_of(notice.id) if self._link_of and telling.acknowledged else None
        name = f"{telling.template}/{notice.template_version}/{telling.text}"
        return self._texts.text(name, mail=ready.view, acknowledgement=link, signature=self._sender.signature)

    def _headed(self, notice: Notice, ready: Ready, *, subject: str, now: datetime) -> EmailMessage:
        mail = EmailMessage(policy=_POLICY)
        mail["From"] = Address(addr_spec=self._sender.address)
        mail["To"] = Address(addr_spec=ready.receiver.email)
        mail["Subject"] = subject
        mail["Date"] = format_datetime(now)
        mail["Message-ID"] = self._message_id(notice.id)
        if notice.corrects:
            mail["References"] = " ".join(self._message_id(corrected) for corrected in notice.corrects)
        if notice.origin.correlation_id:
            mail["X-Correlation-Id"] = notice.origin.correlation_id
        mail["Auto-Submitted"] = "auto-generated"
        return mail

    def _attach(self, mail: EmailMessage, entry: CalendarEntry, ready: Ready, *, now: datetime) -> None:
        words = self._texts.text(entry.words, mail=ready.view)
        heading = Heading(
            title=words.subject,
            description=words.body.strip(),
            organiser=self._sender.address,
            attendee=ready.receiver.email,
        )
        mail.add_attachment(
            written(entry, heading, now),
            subtype="calendar",
            filename=f"{entry.words}.ics",
            params={"method": method_of(entry)},
            cte="quoted-printable",
        )

    def _message_id(self, notice_id: UUID) -> str:
        return f"<{notice_id}@{self._sender.domain}>"

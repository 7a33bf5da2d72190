"""Writes a mail: subject, text, HTML and calendar entry, out of exactly the fields its view has."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from notifications.channels.email.calendar_entry import Heading, method_of, written
from notifications.channels.email.message import Multipart, Part, boundaries, message
from notifications.channels.email.texts import Text, Texts
from notifications.domain.labels import CalendarEntry
from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready

_MIME = ("MIME-Version", "1.0")
_ENCODED = (("Content-Transfer-Encoding", "quoted-printable"),)
_TEXT = (("Content-Type", 'text/plain; charset="utf-8"'), *_ENCODED)
_HTML = (("Content-Type", 'text/html; charset="utf-8"'), *_ENCODED, _MIME)


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
        inner, outer = boundaries(notice.id)
        content = Multipart("alternative", inner, [Part(_TEXT, text.body), Part(_HTML, self._texts.html(text))])
        if ready.entry:
            content = Multipart("mixed", outer, [content, self._attached(ready.entry, ready, now=now)])
        headers = self._headers(notice, ready, subject=text.subject, now=now)
        return Letter(self._sender.address, ready.receiver.email, message(headers, content))

    def text(self, notice: Notice, ready: Ready) -> Text:
        """The subject and the text part."""
        telling = ready.telling
        link = self._link_of(notice.id) if self._link_of and telling.acknowledged else None
        name = f"{telling.template}/{notice.template_version}/{telling.text}"
        return self._texts.text(name, mail=ready.view, acknowledgement=link, signature=self._sender.signature)

    def _headers(self, notice: Notice, ready: Ready, *, subject: str, now: datetime) -> Iterator[tuple[str, str]]:
        yield "From", _address(self._sender.address)
        yield "To", _address(ready.receiver.email)
        yield "Subject", subject
        yield "Date", format_datetime(now)
        yield "Message-ID", self._message_id(notice.id)
        if notice.corrects:
            yield "References", " ".join(self._message_id(corrected) for corrected in notice.corrects)
        if notice.origin.correlation_id:
            yield "X-Correlation-Id", notice.origin.correlation_id
        yield "Auto-Submitted", "auto-generated"

    def _attached(self, entry: CalendarEntry, ready: Ready, *, now: datetime) -> Part:
        words = self._texts.text(entry.words, mail=ready.view)
        heading = Heading(
            title=words.subject,
            description=words.body.strip(),
            organiser=self._sender.address,
            attendee=ready.receiver.email,
        )
        headers = (
            *_ENCODED,
            ("Content-Disposition", f'attachment; filename="{entry.words}.ics"'),
            ("Content-Type", f'text/calendar; charset="utf-8"; method="{method_of(entry)}"'),
            _MIME,
        )
        return Part(headers, written(entry, heading, now))

    def _message_id(self, notice_id: UUID) -> str:
        return f"<{notice_id}@{self._sender.domain}>"


@lru_cache(maxsize=1024)
def _address(address: str) -> str:
    """The address as a header has it. Raises HeaderParseError for an address that is none."""
    return str(Address(addr_spec=address))

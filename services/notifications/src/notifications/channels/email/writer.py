"""Writes a mail: subject, text, HTML and calendar entry, out of exactly the fields that its row allows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

from notifications.channels.email.calendar_entry import Heading, entry_text, method_of
from notifications.channels.email.house_style import PLAIN, HouseStyle, Logo
from notifications.channels.email.message import Multipart, Part, Picture, boundaries, boundary_of_picture, in_base64
from notifications.channels.email.message import message as mail_of
from notifications.channels.email.texts import LOGO, Text, Texts
from notifications.domain.labels import CalendarEntry
from notifications.domain.message import Message
from notifications.domain.notice import Notice, answers_of
from notifications.domain.preparation import Ready
from notifications.words.languages import OFFICIAL
from shared.invitations.entry import Organiser

_IN_CALENDARS = frozenset({"references", "school", "body", "link", "appointment"})
"""What the words of an entry can say: other people see calendars too."""
_MOST_REFERENCES = 20
_FOR_SCREENS = ("reply",)
"""Fields with a link that nobody can type."""
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
    """Who writes: the address mails come from, and the name below them.

    ``replies_to`` is an address that is read; None if there is none. ``lists_all``: invitations list all participants.
    """

    address: str
    signature: str
    replies_to: str | None = None
    lists_all: bool = False

    @property
    def domain(self) -> str:
        """The domain that message ids belong to."""
        return self.address.rpartition("@")[2]

    @property
    def organiser(self) -> Organiser:
        """Who invites, as calendars show it."""
        return Organiser(self.replies_to or self.address, self.signature)


class Writer:
    """Writes mails. ``templates`` are the folders of the subjects' words.

    ``link_of`` makes the link by which a receiver confirms having read a notice; None for mails without such links.
    """

    def __init__(
        self,
        sender: Sender,
        templates: Iterable[Path],
        link_of: Callable[[UUID], str] | None,
        *,
        style: HouseStyle = PLAIN,
    ) -> None:
        self._style = style
        self._sender = sender if style.signature is None else replace(sender, signature=style.signature)
        self._from = _address(sender.address, style.sender or "")
        self.texts = Texts(templates, style)
        self._link_of = link_of
        self._picture = _picture(style.logo) if style.logo else None

    def write(self, message: Message, now: datetime) -> Letter:
        """The mail of a message. Its Message-ID is the message's for good, so that a repeat is known to be the same."""
        first = message.first
        text = self.text(first.notice, first.ready) if message.is_single else self.digest(message, now)
        inner, outer = boundaries(message.id)
        parts: list[Part | Multipart] = [Part(_TEXT, text.whole), self._page(text, message.id)]
        if message.is_single:
            entry = first.ready.entry
            attached = list(self._entry(entry, parts, first.ready, now=now)) if entry else []
        else:
            attached = list(self._entries(message, now))
        content = Multipart("alternative", inner, parts)
        if attached:
            content = Multipart("mixed", outer, [content, *attached])
        headers = self._headers(message, subject=text.subject, now=now)
        return Letter(self._sender.address, _email(message), mail_of(headers, content))

    def digest(self, message: Message, now: datetime) -> Text:
        """The subject, which says how many notices there are, and the text part of several notices."""
        return self.together([self.text(part.notice, part.ready, in_digest=True) for part in message.sections], now)

    def together(self, texts: Sequence[Text], now: datetime) -> Text:
        """Several texts, each without what a digest says once, as the text of one mail of this day."""
        return self.texts.digest(texts, day=now, acknowledgement=None, signature=self._sender.signature)

    def text(self, notice: Notice, ready: Ready, **place: bool) -> Text:
        """The subject and the text part; ``in_digest`` without what a digest says once."""
        link = self._link_of(notice.id) if self._link_of and ready.telling.acknowledged else None
        return self.said(ready, version=notice.template_version, link=link, **place)

    def said(self, ready: Ready, *, version: int, link: str | None, on_paper: bool = False, **place: bool) -> Text:
        """What the text of this version says, with this link to answer.

        ``on_paper`` it is in Dutch, and without what paper can't do.
        """
        shown = {name: None if on_paper and name in _FOR_SCREENS else value for name, value in ready.shown.items()}
        return self.texts.text(
            f"{ready.telling.template}/{version}/{ready.telling.text}",
            language=OFFICIAL if on_paper else ready.receiver.language,
            on_paper=on_paper,
            mail=SimpleNamespace(**shown),
            acknowledgement=link,
            has_buttons=len(answers_of(ready.receiver.role)) > 1,
            signature=self._sender.signature,
            **place,
        )

    @property
    def signature(self) -> str:
        """The name below mails."""
        return self._sender.signature

    def to_outsider(self, text: Text, recipient: str, *, mail_id: UUID, now: datetime) -> Letter:
        """A mail of this text to somebody who is no contact, and no notice."""
        content = Multipart("alternative", boundaries(mail_id)[0], [Part(_TEXT, text.whole), self._page(text, mail_id)])
        headers = [
            ("From", self._from),
            ("To", str(Address("", addr_spec=recipient))),
            *([("Reply-To", _address(self._sender.replies_to))] if self._sender.replies_to else []),
            ("Subject", text.subject),
            ("Date", format_datetime(now)),
            ("Message-ID", self._message_id(mail_id)),
        ]
        return Letter(self._sender.address, recipient, mail_of(headers, content))

    def page_of(self, text: Text) -> str:
        """The HTML part as a page by itself, with the picture in it."""
        return self.texts.html(text, self._style.logo.inline if self._style.logo else LOGO)

    def _page(self, text: Text, mail_id: UUID) -> Part | Multipart:
        page = Part(_HTML, self.texts.html(text))
        return Multipart("related", boundary_of_picture(mail_id), [page, self._picture]) if self._picture else page

    def _headers(self, message: Message, *, subject: str, now: datetime) -> Iterator[tuple[str, str]]:
        notice = message.first.notice
        yield "From", self._from
        yield "To", _address(_email(message))
        if self._sender.replies_to:
            yield "Reply-To", _address(self._sender.replies_to)
        yield "Subject", subject
        yield "Date", format_datetime(now)
        yield "Message-ID", self._message_id(message.id)
        if thread := _thread(message):
            if message.is_single:
                yield "In-Reply-To", self._message_id(thread[-1])
            yield "References", " ".join(map(self._message_id, thread))
        if notice.origin.correlation_id and message.is_single:
            yield "X-Correlation-Id", notice.origin.correlation_id
        yield "Auto-Submitted", "auto-generated"

    def _entry(
        self, entry: CalendarEntry, parts: list[Part | Multipart], ready: Ready, *, now: datetime
    ) -> Iterator[Part]:
        """The attached entry. Where answers are read, the mail is an invitation itself too: one of its ``parts``."""
        asked = self._sender.replies_to is not None
        text = self._entry_text(entry, ready, now)
        calendar = ("Content-Type", f'text/calendar; charset="utf-8"; method="{method_of(entry)}"')
        if asked:
            parts.append(Part((calendar, *_ENCODED, _MIME), text))
        # A mail has one invitation: a second one of the same type is asked about twice.
        kind = ("Content-Type", f'application/ics; name="{entry.words}.ics"') if asked else calendar
        disposition = ("Content-Disposition", f'attachment; filename="{entry.words}.ics"')
        yield Part((*_ENCODED, disposition, kind, _MIME), text)

    def _entries(self, message: Message, now: datetime) -> Iterator[Part]:
        """The entries of several notices, as files: a mail can be no more than one invitation itself."""
        readies = (section.ready for section in message.sections)
        entries = [(entry, ready) for ready in readies if (entry := ready.entry)]
        for number, (entry, ready) in enumerate(entries, start=1):
            name = f"{entry.words}-{number}.ics"
            kind = ("Content-Type", f'application/ics; name="{name}"')
            disposition = ("Content-Disposition", f'attachment; filename="{name}"')
            yield Part((*_ENCODED, disposition, kind, _MIME), self._entry_text(entry, ready, now))

    def _entry_text(self, entry: CalendarEntry, ready: Ready, now: datetime) -> str:
        in_calendars = {name: field for name, field in ready.shown.items() if name in _IN_CALENDARS}
        words = self.texts.text(entry.words, mail=SimpleNamespace(**in_calendars))
        heading = Heading(words.subject, words.body.strip(), self._sender.organiser)
        return entry_text(self._listed(entry), heading, now, asked=self._sender.replies_to is not None)

    def _listed(self, entry: CalendarEntry) -> CalendarEntry:
        return entry if self._sender.lists_all else replace(entry, invited=entry.invited[:1])

    def _message_id(self, notice_id: UUID) -> str:
        return f"<{notice_id}@{self._sender.domain}>"


def _thread(message: Message) -> list[UUID]:
    """The messages before it in the threads of its notices, the oldest in front.

    Of many the first and the last: a header has an end, and mail programs need the nearest.
    """
    threads = (section.ready.thread or section.notice.corrects for section in message.sections)
    thread = list(dict.fromkeys(message_id for message_ids in threads for message_id in message_ids))
    return thread if len(thread) <= _MOST_REFERENCES else [thread[0], *thread[1 - _MOST_REFERENCES :]]


def _email(message: Message) -> str:
    """The address of the receiver. Raises ValueError if there is no such address."""
    if message.receiver.email is None:
        raise ValueError("a receiver without an address gets no mail")
    return message.receiver.email


@lru_cache(maxsize=1024)
def _address(address: str, name: str = "") -> str:
    """The address as a header has it. Raises HeaderParseError for an address that is none."""
    return str(Address(name, addr_spec=address))


def _picture(logo: Logo) -> Picture:
    headers = (
        ("Content-Type", f"image/{logo.kind}"),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-ID", f"<{LOGO.removeprefix('cid:')}>"),
        ("Content-Disposition", "inline"),
        _MIME,
    )
    return Picture(headers, in_base64(logo.content))

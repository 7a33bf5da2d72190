"""A mail as bytes (RFC 5322, MIME): what ``email.message`` makes of it, for a fraction of its time.

The library parses every header that it is given and folds it anew, and encodes every line of every part. Mails here
repeat most of their lines and have short headers. So an encoded line is kept, and a short header is written as it is.
"""

import base64
import email.quoprimime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.policy import SMTP
from functools import lru_cache
from uuid import UUID

_CRLF = "\r\n"
_LINE = SMTP.max_line_length or 78
_KEPT_LINES = 2048
# Short, printable ASCII without anything that stands for something else in a header.
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_ENCODED_WORD = "=?"
# One a line: the library makes encoded words of ids that are longer than a line, which no mail program reads as ids.
_OF_IDS = frozenset({"Message-ID", "In-Reply-To", "References"})

Headers = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """Text with its headers; its lines are encoded so that any mail server can pass them on."""

    headers: Headers
    text: str

    def lines(self) -> list[str]:
        """As it is written."""
        return [*_headers(self.headers), "", *_encoded(self.text), ""]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its headers, in Base64: neither has a line that begins with `--`."""

    headers: Headers
    encoded: Sequence[str]

    def lines(self) -> list[str]:
        """As it is written."""
        return [*_headers(self.headers), "", *self.encoded, ""]


def in_base64(content: bytes) -> list[str]:
    """The lines of a picture."""
    return base64.encodebytes(content).decode("ascii").splitlines()


@dataclass(frozen=True, slots=True)
class Multipart:
    """Parts between lines that occur in no part: an encoded text has no `==`."""

    kind: str
    boundary: str
    parts: Sequence["Part | Picture | Multipart"]

    def lines(self) -> list[str]:
        """As it is written, with the header that says what it is."""
        line = f"--{self.boundary}"
        inside = [written for part in self.parts for written in (line, *part.lines())]
        return [self._content_type(), "", *inside, f"{line}--", ""]

    def _content_type(self) -> str:
        """Folded here: each mail has a boundary of its own, so there is nothing to keep."""
        line = f'Content-Type: multipart/{self.kind}; boundary="{self.boundary}"'
        return line if len(line) <= _LINE else line.replace("; ", f";{_CRLF} ", 1)


def boundaries(mail_id: UUID) -> tuple[str, str]:
    """Two boundaries for a mail, the same for a repeat of the mail."""
    return _boundary(mail_id, 0), _boundary(mail_id, 1)


def boundary_of_picture(mail_id: UUID) -> str:
    """A third boundary, for a mail with a picture."""
    return _boundary(mail_id, 2)


def _boundary(mail_id: UUID, level: int) -> str:
    return f"==============={mail_id.int % 10**18 + level * 10**18:019d}=="


def message(headers: Headers, content: Multipart) -> bytes:
    """The whole mail. Raises ValueError for a header that no mail can have."""
    # The last line of a mail has no end: the mail server's protocol ends it.
    lines = [*_headers([*headers, ("MIME-Version", "1.0")]), *content.lines()]
    return _CRLF.join(lines).encode("ascii")


def _headers(headers: Headers) -> list[str]:
    return [_header(name, value) for name, value in headers]


def _header(name: str, value: str) -> str:
    if name in _OF_IDS:
        return f"{name}: {value.replace(' ', f'{_CRLF} ')}"
    line = f"{name}: {value}"
    if len(line) <= _LINE and _PLAIN.fullmatch(value) and _ENCODED_WORD not in value:
        return line
    return _folded(name, value)


@lru_cache(maxsize=256)
def _folded(name: str, value: str) -> str:
    _, parsed = SMTP.header_store_parse(name, value)
    folded: str = SMTP.fold(name, parsed)
    return folded.removesuffix(_CRLF)


def _encoded(text: str) -> list[str]:
    return [_encoded_line(line) for line in text.encode().splitlines()]


@lru_cache(maxsize=_KEPT_LINES)
def _encoded_line(line: bytes) -> str:
    return email.quoprimime.body_encode(line.decode("latin-1"), _LINE, eol=_CRLF)

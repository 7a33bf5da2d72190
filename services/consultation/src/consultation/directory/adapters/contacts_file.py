"""Reads a directory of contacts: csv with a header, comma or semicolon between columns, UTF-8.

Columns: contact_id, name, role, organisation, schools, email, language, deputy_of, valid_from, valid_until, weekly.
contact_id, name and role are required; a column that is left out, or empty, has no value. Several
schools stand between spaces (empty: all schools); weekly hours are written `1 08:30-12:00; 3 08:30-12:00`, where 1 is
Monday (empty: all school hours). Dates are written 2026-09-01 or 1/9/2026, the day first.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from consultation.directory.domain.file_row import FileRow
from consultation.domain.contact import Contact, ContactDetails
from consultation.domain.weekly_hours import parse_weekly
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.domain.written_days import MisleadingDayError, read_day

Value = TypeVar("Value")

_REQUIRED = ("contact_id", "name", "role")
_OPTIONAL = (
    "organisation",
    "schools",
    "email",
    "language",
    "deputy_of",
    "valid_from",
    "valid_until",
    "weekly",
)
_MOST_MISTAKES = 20
_SHIPPED = Path(__file__).with_name("contacts.csv")
SHIPPED = "default"
"""What names the invented directory, where a path is expected."""


class ContactsFileError(Exception):
    """A directory that can't be loaded; the text names each line and column, and repeats nothing of the file."""

    def __init__(self, mistakes: list[str]) -> None:
        more = len(mistakes) - _MOST_MISTAKES
        shown = [*mistakes[:_MOST_MISTAKES], f"and {more} more"] if more > 0 else mistakes
        super().__init__("the directory of contacts can't be loaded:\n  " + "\n  ".join(shown))
        self.mistakes = mistakes


def read_contacts(source: str) -> list[FileRow]:
    """The contacts in a file, or the invented contacts for `default`. Raises ContactsFileError."""
    path = _SHIPPED if source == SHIPPED else Path(source)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ContactsFileError([f"{path}: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise ContactsFileError([f"{path}: is not UTF-8"]) from None
    return parse_contacts(text)


def parse_contacts(text: str) -> list[FileRow]:
    """The contacts in the text of a file, in its order. Raises ContactsFileError with every mistake in it."""
    rows: list[FileRow] = []
    lines: dict[str, int] = {}
    mistakes: list[str] = []
    for line, cells in _lines(text):
        try:
            row = _row(cells)
        except InvalidField as error:
            mistakes.append(f"line {line}, column {error.field}: {error.reason}")
            continue
        if row.contact_id in lines:
            mistakes.append(f"line {line}, column contact_id: is that of line {lines[row.contact_id]} too")
        lines.setdefault(row.contact_id, line)
        rows.append(row)
    mistakes += _unknown_deputies(rows, lines)
    if mistakes:
        raise ContactsFileError(mistakes)
    return rows


def _lines(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = _reader(text)
    try:
        for cells in reader:
            if None in cells or None in cells.values():
                raise ContactsFileError([f"line {reader.line_num}: has not as many cells as line 1"])
            yield reader.line_num, {column: cell.strip() for column, cell in cells.items()}
    except csv.Error:
        raise ContactsFileError([f"line {reader.line_num + 1}: is not csv"]) from None


def _reader(text: str) -> "csv.DictReader[str]":
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns = [column.strip() for column in reader.fieldnames or ()]
    mistakes = [f"line 1: column {column} is missing" for column in _REQUIRED if column not in columns]
    mistakes += [
        f"line 1, column {number}: is not one of {', '.join((*_REQUIRED, *_OPTIONAL))}"
        for number, column in enumerate(columns, start=1)
        if column not in (*_REQUIRED, *_OPTIONAL)
    ]
    if len(set(columns)) != len(columns):
        mistakes.append("line 1: a column is there twice")
    if mistakes:
        raise ContactsFileError(mistakes)
    reader.fieldnames = columns
    return reader


def _row(values: Mapping[str, str]) -> FileRow:
    contact = Contact(values["contact_id"], _details(values))
    weekly = parse_weekly(values.get("weekly", ""))
    canonical = "\x1f".join(values.get(column, "") for column in (*_REQUIRED, *_OPTIONAL))
    digest = hashlib.sha256(canonical.encode()).digest()
    return FileRow(contact_id=contact.contact_id, details=contact.details, weekly=weekly, digest=digest)


def _details(values: Mapping[str, str]) -> ContactDetails:
    def optional(column: str) -> str | None:
        return values.get(column) or None

    return ContactDetails(
        name=values["name"],
        role=_read("role", values["role"], Role, otherwise="is no role"),
        organisation=optional("organisation"),
        schools=tuple(re.split(r"[\s;,|]+", values["schools"])) if values.get("schools") else (),
        email=optional("email"),
        language=values.get("language") or "nl",
        deputy_of=optional("deputy_of"),
        valid_from=_date("valid_from", values),
        valid_until=_date("valid_until", values),
    )


def _date(column: str, values: Mapping[str, str]) -> date | None:
    text = values.get(column)
    try:
        return read_day(text) if text else None
    except MisleadingDayError as error:
        raise InvalidField(column, str(error)) from None
    except ValueError:
        raise InvalidField(column, "is not a date such as 2026-09-01 or 1/9/2026 (day first)") from None


def _read(column: str, text: str, parse: Callable[[str], Value], *, otherwise: str) -> Value:
    try:
        return parse(text)
    except ValueError:
        raise InvalidField(column, otherwise) from None


def _unknown_deputies(rows: list[FileRow], lines: Mapping[str, int]) -> Iterator[str]:
    for row in rows:
        if row.details.deputy_of and row.details.deputy_of not in lines:
            yield f"line {lines[row.contact_id]}, column deputy_of: is no contact of this file"

"""Reads a directory of contacts: csv with a header, comma or semicolon between columns, UTF-8.

Columns: contact_id, name, role, organisation, schools, email, language, deputy_of, valid_from, valid_until, weekly,
phone, organisation_id. contact_id, name and role are required; a column that is left out, or empty, has no value.
Several schools stand between spaces (empty: all schools); weekly hours are written `1 08:30-12:00; 3 08:30-12:00`,
where 1 is Monday (empty: all school hours). Dates are written 2026-09-01 or 1/9/2026, the day first.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from consultation.directory.adapters.csv_rows import (
    Cells,
    Columns,
    DirectoryFileError,
    read_table,
    text_of,
    words_in,
)
from consultation.directory.domain.file_row import FileRow
from consultation.directory.domain.mistakes import Mistake
from consultation.directory.domain.table import Table
from consultation.domain.contact import Contact, ContactDetails
from consultation.domain.weekly_hours import parse_weekly
from consultation.settings import SHIPPED
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.domain.written_days import MisleadingDayError, read_day

Value = TypeVar("Value")

COLUMNS = Columns(
    ("contact_id", "name", "role"),
    ("organisation", "schools", "email", "language", "deputy_of", "valid_from", "valid_until", "weekly"),
    ("phone", "organisation_id"),
)
_SHIPPED = Path(__file__).with_name("contacts.csv")


def read_contacts(source: str) -> list[FileRow]:
    """The contacts in a file, or the invented contacts for `default`. Raises DirectoryFileError."""
    return parse_contacts(text_of(_SHIPPED if source == SHIPPED else Path(source)))


def parse_contacts(text: str) -> list[FileRow]:
    """The contacts in the text of a file, in its order. Raises DirectoryFileError with every mistake in it."""
    table = contacts_in(text)
    if table.mistakes:
        raise DirectoryFileError("contacts", table.mistakes)
    return list(table.rows.values())


def contacts_in(text: str, contact_ids: Collection[str] = ()) -> Table[FileRow]:
    """The contacts in the text of a file by line, with every mistake in it.

    A deputy stands in for a contact of the file, or for one of `contact_ids`, who are in the directory already.
    """
    table = read_table(text, COLUMNS, _row)
    table.mistakes.extend(_unknown_deputies(table.rows, contact_ids))
    return table


def _row(cells: Cells) -> FileRow:
    contact = Contact(cells["contact_id"], _details(cells))
    weekly = parse_weekly(cells.get("weekly", ""))
    return FileRow(contact_id=contact.contact_id, details=contact.details, weekly=weekly, digest=COLUMNS.digest(cells))


def _details(cells: Cells) -> ContactDetails:
    def optional(column: str) -> str | None:
        return cells.get(column) or None

    return ContactDetails(
        name=cells["name"],
        role=_read("role", cells["role"], Role, otherwise="is no role"),
        organisation=optional("organisation"),
        schools=words_in(cells.get("schools")),
        email=optional("email"),
        language=cells.get("language") or "nl",
        deputy_of=optional("deputy_of"),
        valid_from=_date("valid_from", cells),
        valid_until=_date("valid_until", cells),
        phone=optional("phone"),
        organisation_id=optional("organisation_id"),
    )


def _date(column: str, cells: Cells) -> date | None:
    text = cells.get(column)
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


def _unknown_deputies(rows: dict[int, FileRow], contact_ids: Collection[str]) -> Iterator[Mistake]:
    there = {*contact_ids, *(row.contact_id for row in rows.values())}
    for line, row in rows.items():
        if row.details.deputy_of and row.details.deputy_of not in there:
            yield Mistake("is no contact of this file", line, "deputy_of")

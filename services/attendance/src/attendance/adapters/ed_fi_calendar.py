"""Ed-Fi's EducationOrgCalendar interchange: the sessions of schools, from which their own calendars are made."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from attendance.adapters.ed_fi_attendance import NAMESPACE, school_of
from attendance.adapters.file_format import CalendarsFormat
from attendance.adapters.instructions import Instructions
from attendance.adapters.xml_records import XmlRecord, xml_records
from attendance.application.imports.lines import SessionLine
from shared.domain.errors import InvalidField
from shared.domain.school_calendar import Session
from shared.domain.school_year import SchoolYear

_ROOT = "InterchangeEducationOrgCalendar"
_SESSION = "Session"
_SCHOOL = "SchoolReference/SchoolIdentity/SchoolId"
_YEAR_DIGITS = 4


def read_ed_fi_calendar(stream: BinaryIO, instructions: Instructions) -> Iterator[SessionLine]:
    """The sessions of the file in their order; raises InvalidField (of `body`) when it is not such a file.

    What else is in the file (grading periods, pupils' own calendars) says nothing about lessons and is left.
    """
    for record in xml_records(stream, _ROOT, NAMESPACE):
        if record.name == _SESSION:
            yield _line(record, instructions)


def _line(record: XmlRecord, instructions: Instructions) -> SessionLine:
    school = school_year = None
    try:
        school = school_of(record.fields.get(_SCHOOL), instructions)
        school_year = _school_year(record.fields.get("SchoolYear", ""))
        session = Session(_date(record, "BeginDate"), _date(record, "EndDate"))
    except InvalidField as error:
        return SessionLine(record.line, school, school_year, refused=str(error))
    return SessionLine(record.line, school, school_year, session)


def _school_year(label: str) -> SchoolYear:
    """`2021-2022`; a single year is, as Ed-Fi has it, the one that the school year ends in."""
    if len(label) == _YEAR_DIGITS and label.isascii() and label.isdigit():
        label = f"{int(label) - 1}-{label}"
    return SchoolYear.parse(label)


def _date(record: XmlRecord, name: str) -> date:
    try:
        return date.fromisoformat(record.fields.get(name, ""))
    except ValueError:
        raise InvalidField(name, "Should be an ISO 8601 date such as 2026-10-05") from None


FORMAT = CalendarsFormat(
    "ed-fi-calendar", "Ed-Fi's EducationOrgCalendar interchange, XML: no marks but calendars", read_ed_fi_calendar
)

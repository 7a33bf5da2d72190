"""Ed-Fi's EducationOrgCalendar interchange: sessions of schools and days in them, for the schools' own calendars."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from attendance.files.xml_records import XmlRecord, xml_records
from attendance.school_files.domain.calendar_dates import CalendarDate, DayKind
from attendance.school_files.domain.lines import DateLine, SessionLine
from attendance.school_files.formats.ed_fi import NAMESPACE, school_of
from attendance.school_files.reading.file_format import CalendarsFormat
from attendance.school_files.reading.instructions import Instructions
from shared.domain.errors import InvalidField
from shared.domain.school_calendar import Session
from shared.domain.school_year import SchoolYear

MOST_CALENDARS = 100_000

_ROOT = "InterchangeEducationOrgCalendar"
_SESSION = "Session"
_CALENDAR = "Calendar"
_CALENDAR_DATE = "CalendarDate"
_SCHOOL = "SchoolReference/SchoolIdentity/SchoolId"
_OF_DATE = "CalendarReference/CalendarIdentity/"
_EVENTS = ("CalendarEvent", "CalendarEvent/CalendarEvent", "CalendarEvent/CalendarEventDescriptor")
_YEAR_DIGITS = 4

_OF_SCHOOL = "School"
_OF_ONE_PUPIL = "Student Specific"
_KINDS = {
    "instructional day": DayKind.LESSONS,
    "make-up day": DayKind.EXTRA,
    **dict.fromkeys(
        ("holiday", "teacher only day", "strike", "weather day", "emergency day", "non-instructional day"),
        DayKind.CLOSED,
    ),
}

_NOT_UNDERSTOOD = "CalendarEvent: Is not known here, so nothing follows from it"
_OTHER_TYPE = "CalendarType: Is neither School nor Student Specific, so this day closes no school"

CalendarKey = tuple[str | None, ...]
"""SchoolId, SchoolYear and CalendarCode, as the file writes them."""


def read_ed_fi_calendar(stream: BinaryIO, instructions: Instructions) -> Iterator[SessionLine | DateLine]:
    """The sessions and days of the file in their order; raises InvalidField (of `body`) when it is not such a file.

    The file is read through once before, because a calendar may stand behind its days. What else is in it (grading
    periods) says nothing about lessons and is left.
    """
    types = _types_of_calendars(stream)
    stream.seek(0)
    for record in xml_records(stream, _ROOT, NAMESPACE):
        if record.name == _SESSION:
            yield _session_line(record, instructions)
        elif record.name == _CALENDAR_DATE:
            yield _date_line(record, types, instructions)


def _types_of_calendars(stream: BinaryIO) -> dict[CalendarKey, str]:
    """The types of the calendars that are not a school's own."""
    types: dict[CalendarKey, str] = {}
    for record in xml_records(stream, _ROOT, NAMESPACE):
        type_ = _descriptor(record.fields.get("CalendarType", _OF_SCHOOL))
        if record.name == _CALENDAR and type_.casefold() != _OF_SCHOOL.casefold():
            types[_key(record, "")] = type_
            if len(types) > MOST_CALENDARS:
                raise InvalidField("body", f"has more than {MOST_CALENDARS} calendars; send it in parts")
    return types


def _key(record: XmlRecord, under: str) -> CalendarKey:
    return tuple(record.fields.get(under + name) for name in (_SCHOOL, "SchoolYear", "CalendarCode"))


def _date_line(record: XmlRecord, types: dict[CalendarKey, str], instructions: Instructions) -> DateLine:
    type_ = types.get(_key(record, _OF_DATE))
    if type_ is not None:
        pupil_s = type_.casefold() == _OF_ONE_PUPIL.casefold()
        return DateLine(record.line, refused=None if pupil_s else _OTHER_TYPE)
    try:
        school = school_of(record.fields.get(_OF_DATE + _SCHOOL), instructions)
        school_year = _school_year(record.fields.get(_OF_DATE + "SchoolYear", ""))
        day = _date(record, "Date")
    except InvalidField as error:
        return DateLine(record.line, refused=str(error))
    events = [_descriptor(event) for path in _EVENTS for event in record.all_of(path)]
    kinds = {event: _KINDS.get(event.casefold()) for event in events}
    understood = frozenset(kind for kind in kinds.values() if kind)
    reason = next((event for event, kind in kinds.items() if kind is DayKind.CLOSED), "")
    if not understood:
        return DateLine(record.line, refused=_NOT_UNDERSTOOD)
    remark = _NOT_UNDERSTOOD if None in kinds.values() else None
    return DateLine(record.line, school, school_year, CalendarDate(day, understood, reason), remark=remark)


def _descriptor(value: str) -> str:
    """`uri://ed-fi.org/CalendarEventDescriptor#Holiday` is `Holiday`; a plain value stays."""
    return value.rpartition("#")[2].strip()


def _session_line(record: XmlRecord, instructions: Instructions) -> SessionLine:
    school = school_year = None
    try:
        school = school_of(record.fields.get(_SCHOOL), instructions)
        school_year = _school_year(record.fields.get("SchoolYear", ""))
        session = Session(_date(record, "BeginDate"), _date(record, "EndDate"))
    except InvalidField as error:
        return SessionLine(record.line, school, school_year, refused=str(error))
    return SessionLine(record.line, school, school_year, session)


def _school_year(label: str) -> SchoolYear:
    """`2021-2022`; a single year is, as in Ed-Fi, the year in which the school year ends."""
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

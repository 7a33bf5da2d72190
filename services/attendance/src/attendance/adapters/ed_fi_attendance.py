"""Ed-Fi's StudentSchoolAttendance interchange: one event is one pupil's school day."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO

from attendance.adapters.file_format import MarksFormat
from attendance.adapters.instructions import Instructions, line_of
from attendance.adapters.xml_records import XmlRecord, xml_records
from attendance.application.imports.lines import FileLine
from shared.contracts.vocabulary import Package
from shared.domain.errors import InvalidField
from shared.domain.half_days import WHOLE_DAY, HalfDay, half_days_of_weekday

NAMESPACE = "http://ed-fi.org/"

_ROOT = "InterchangeStudentAttendance"
_EVENT = "StudentSchoolAttendanceEvent"
_DATE = "AttendanceEvent/EventDate"
_CATEGORY = "AttendanceEvent/AttendanceEventCategory"
_REASON = "AttendanceEvent/AttendanceEventReason"
_SCHOOL = "SchoolReference/SchoolIdentity/SchoolId"
_PUPIL = "StudentReference/StudentIdentity/StudentUniqueId"

_SCHOOL_NUMBER = re.compile(r"[0-9]{6}")
_PARTIAL = "Partial"


def read_ed_fi_attendance(stream: BinaryIO, instructions: Instructions) -> Iterator[FileLine]:
    """The events of the file in their order; raises InvalidField (of `body`) when it is not such a file."""
    for record in xml_records(stream, _ROOT, NAMESPACE):
        yield _line(record, instructions)


def _line(record: XmlRecord, instructions: Instructions) -> FileLine:
    if record.name != _EVENT:
        return FileLine.refused_for(record.line, f"is not a {_EVENT}")
    half_days = _half_days(record.fields.get(_DATE))
    try:
        school = school_of(record.fields.get(_SCHOOL), instructions)
    except InvalidField as error:
        return FileLine.refused_for(record.line, str(error), len(half_days))
    mark = {
        "school": school,
        "pupil": record.fields.get(_PUPIL),
        "date": record.fields.get(_DATE),
        "code": _code(record.fields),
        "package": Package.ED_FI,
        "recorded_at": instructions.recorded_at,
    }
    return line_of(record.line, half_days, mark, instructions)


def school_of(identifier: str | None, instructions: Instructions) -> str:
    """The school number for a SchoolId; raises InvalidField (of `map`) for one that is none and has no map."""
    if identifier is None:
        raise InvalidField("SchoolId", "Is required")
    school = instructions.schools.get(identifier, identifier)
    if not _SCHOOL_NUMBER.fullmatch(school):
        raise InvalidField("map", "no school is given for this SchoolId; name it with map=<SchoolId>:<school>")
    return school


def _half_days(day: str | None) -> tuple[HalfDay, ...]:
    """Two half days, one on a Wednesday; a weekend day is two, for the calendar to reject."""
    try:
        return half_days_of_weekday(date.fromisoformat(day or "")) or WHOLE_DAY
    except ValueError:
        return WHOLE_DAY


def _code(fields: Mapping[str, str]) -> str | None:
    """The category; of a partial absence its reason, where there is one."""
    category = _descriptor(fields.get(_CATEGORY))
    return (_descriptor(fields.get(_REASON)) if category == _PARTIAL else None) or category


def _descriptor(value: str | None) -> str | None:
    """`uri://ed-fi.org/AttendanceEventCategoryDescriptor#Tardy` is `Tardy`; a plain value stays."""
    return value.rpartition("#")[2].strip() if value else None


FORMAT = MarksFormat("ed-fi", "Ed-Fi's StudentSchoolAttendance interchange, XML", read_ed_fi_attendance)

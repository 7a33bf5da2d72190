"""Ed-Fi's StudentSchoolAttendance interchange: one event is about one pupil's school day, or a part of it."""

import re
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import BinaryIO, NamedTuple

from attendance.files.xml_records import XmlRecord, xml_records
from attendance.register.domain.mark import Mark
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.reading.days_said_twice import DaysSaidTwice
from attendance.school_files.reading.ed_fi_claims import CLAIMS, Claim, settled
from attendance.school_files.reading.ed_fi_extent import extent_of
from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.instructions import Instructions, line_of
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
_CONTRADICTED = "another event of this pupil on this day says otherwise"

_CODE_OF = {claim: code for code, claim in enumerate(CLAIMS)}


class _Event(NamedTuple):
    """An event that can be recorded: a mark of its day, what it claims, and why that is in doubt (None: it is not)."""

    line: int
    mark: Mark
    claim: Claim
    doubt: str | None

    @property
    def day(self) -> Hashable:
        return self.mark.school, self.mark.pupil, self.mark.date


def read_ed_fi_attendance(stream: BinaryIO, instructions: Instructions) -> Iterator[FileLine]:
    """The events of the file in their order; raises InvalidField (of `body`) when it is not such a file.

    The file is read through once before, for the days with several events: what they say is put together.
    """
    several = _days_with_several_events(stream, instructions)
    for event in _events(stream, instructions):
        yield event if isinstance(event, FileLine) else _line(event, several)


def _days_with_several_events(stream: BinaryIO, instructions: Instructions) -> DaysSaidTwice:
    days = instructions.findings.get(stream)
    if not isinstance(days, DaysSaidTwice):
        claimed = (event for event in _events(stream, instructions) if isinstance(event, _Event))
        days = DaysSaidTwice((event.day, _CODE_OF[event.claim]) for event in claimed if event.claim.extent.half_days)
        instructions.findings[stream] = days
        stream.seek(0)
    return days


def _events(stream: BinaryIO, instructions: Instructions) -> Iterator[_Event | FileLine]:
    for record in xml_records(stream, _ROOT, NAMESPACE):
        yield _event(record, instructions)


def _event(record: XmlRecord, instructions: Instructions) -> _Event | FileLine:
    """The event; or its line, refused."""
    if record.name != _EVENT:
        return FileLine.refused_for(record.line, f"is not a {_EVENT}")
    half_days = _half_days(record.fields.get(_DATE))
    try:
        school = school_of(record.fields.get(_SCHOOL), instructions)
    except InvalidField as error:
        return FileLine.refused_for(record.line, str(error), len(half_days))
    fields = {
        "school": school,
        "pupil": record.fields.get(_PUPIL),
        "date": record.fields.get(_DATE),
        "code": _code(record.fields),
        "package": Package.ED_FI,
        "recorded_at": instructions.recorded_at,
    }
    line = line_of(record.line, half_days, fields, instructions=instructions)
    if line.refused is not None:
        return line
    mark = line.marks[0]
    try:
        extent, doubt = extent_of(record.fields, mark.status, half_days, day_minutes=instructions.day_minutes)
    except InvalidField as error:
        return FileLine.refused_for(record.line, str(error), len(half_days))
    return _Event(record.line, mark, Claim(mark.status, extent), doubt)


def _line(event: _Event, several: DaysSaidTwice) -> FileLine:
    """The marks of an event, by all events of its day."""
    claim = event.claim
    if not claim.extent.half_days:
        return FileLine(event.line)
    codes = several.codes_of(event.day) or frozenset((_CODE_OF[claim],))
    share = settled(frozenset(CLAIMS[code] for code in codes))[claim]
    marks = tuple(event.mark._replace(half_day=half_day, status=status) for half_day, status in share.half_days)
    remarks = [event.doubt, _CONTRADICTED if share.contradicted else None]
    return FileLine(event.line, marks, remark="; ".join(filter(None, remarks)) or None)


def school_of(identifier: str | None, instructions: Instructions) -> str:
    """The school number for a SchoolId; raises InvalidField (of `map`) if it is not a school number and has no map."""
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
    """The category; for a partial absence its reason, if it has a reason."""
    category = _descriptor(fields.get(_CATEGORY))
    return (_descriptor(fields.get(_REASON)) if category == _PARTIAL else None) or category


def _descriptor(value: str | None) -> str | None:
    """`uri://ed-fi.org/AttendanceEventCategoryDescriptor#Tardy` is `Tardy`; a plain value stays."""
    return value.rpartition("#")[2].strip() if value else None


FORMAT = MarksFormat("ed-fi", "Ed-Fi's StudentSchoolAttendance interchange, XML", read_ed_fi_attendance)

import io
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import BinaryIO, cast

import pytest

from attendance.register.domain.status import Status
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.formats.ed_fi import read_ed_fi_attendance
from attendance.school_files.reading.instructions import Instructions
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay

NOON = datetime(2021, 10, 20, 12, tzinfo=UTC)
MAPPED = Instructions(recorded_at=NOON, schools={"255901001": "123456"})
CATEGORY = "uri://ed-fi.org/AttendanceEventCategoryDescriptor#"
TUESDAY, WEDNESDAY, SATURDAY = "2021-10-05", "2021-10-06", "2021-10-09"


def event(
    day: str = TUESDAY,
    category: str = "Unexcused Absence",
    reason: str = "",
    school: str = "255901001",
    pupil: str = "604822",
    days: str | None = None,
    minutes: str | None = None,
    arrival: str | None = None,
    departure: str | None = None,
) -> str:
    times = {"SchoolAttendanceDuration": minutes, "ArrivalTime": arrival, "DepartureTime": departure}
    return f"""<StudentSchoolAttendanceEvent>
  <AttendanceEvent><EventDate>{day}</EventDate>
    <AttendanceEventCategory>{CATEGORY}{category}</AttendanceEventCategory>
    <AttendanceEventReason>{reason}</AttendanceEventReason>{leaf("EventDuration", days)}</AttendanceEvent>
  <StudentReference><StudentIdentity><StudentUniqueId>{pupil}</StudentUniqueId></StudentIdentity></StudentReference>
  <SchoolReference><SchoolIdentity><SchoolId>{school}</SchoolId></SchoolIdentity></SchoolReference>
  <SessionReference><SessionIdentity><SchoolReference><SchoolIdentity><SchoolId>999999999</SchoolId>
  </SchoolIdentity></SchoolReference></SessionIdentity></SessionReference>
{"".join(leaf(name, text) for name, text in times.items())}</StudentSchoolAttendanceEvent>
"""


def leaf(name: str, text: str | None) -> str:
    return "" if text is None else f"<{name}>{text}</{name}>"


def document(
    *events: str, root: str = "InterchangeStudentAttendance", namespace: str = "http://ed-fi.org/5.2.0"
) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{namespace}">\n{"".join(events)}</{root}>'


def read(text: str | bytes, instructions: Instructions = MAPPED) -> list[FileLine]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(read_ed_fi_attendance(io.BytesIO(raw), instructions))


def marked(lines: Iterable[FileLine]) -> list[tuple[date, HalfDay, Status]]:
    return [(mark.date, mark.half_day, mark.status) for line in lines for mark in line.marks]


def test_an_event_is_a_school_day_of_two_half_days() -> None:
    [line] = read(document(event()))
    assert [mark.half_day for mark in line.marks] == [HalfDay.AM, HalfDay.PM]
    assert {(m.school, m.pupil, m.date, m.recorded_at) for m in line.marks} == {
        ("123456", "604822", date(2021, 10, 5), NOON)
    }


def test_an_event_on_a_wednesday_is_one_half_day() -> None:
    assert marked(read(document(event(WEDNESDAY)))) == [(date(2021, 10, 6), HalfDay.AM, Status.PROBLEMATIC)]


def test_an_event_in_a_weekend_is_left_for_the_calendar_to_reject() -> None:
    assert len(marked(read(document(event(SATURDAY))))) == 2


@pytest.mark.parametrize(
    ("category", "reason", "status"),
    [
        ("Unexcused Absence", "", Status.PROBLEMATIC),
        ("Excused Absence", "Absent excused", Status.JUSTIFIED),
        ("Tardy", "Tardy", Status.LATE),
        ("In Attendance", "", Status.PRESENT),
        ("Partial", "Absent excused", Status.JUSTIFIED),
        ("Partial", "Absent unexcused", Status.PROBLEMATIC),
        ("Partial", "", Status.UNKNOWN),
        ("Partial", "went home", Status.UNKNOWN),
        ("Early departure", "Absent unexcused", Status.LATE),
        ("Went fishing", "", Status.UNKNOWN),
    ],
)
def test_a_category_says_what_the_half_day_is(category: str, reason: str, status: Status) -> None:
    assert {each[2] for each in marked(read(document(event(category=category, reason=reason))))} == {status}


def test_lines_are_those_of_the_elements_in_the_file() -> None:
    lines = read(document(event(), event(), event()))
    assert [line.line for line in lines] == [3, 12, 21]


def test_an_identifier_without_a_school_is_refused_and_names_the_map() -> None:
    lines = read(document(event(school="255901044"), event(WEDNESDAY, school="255901044"), event()))
    assert [line.half_days for line in lines if line.refused] == [2, 1]
    assert all("map" in str(line.refused) for line in lines[:2])
    assert lines[2].refused is None


def test_an_identifier_that_is_a_school_number_needs_no_map() -> None:
    [line] = read(document(event(school="654321")), Instructions(recorded_at=NOON))
    assert {mark.school for mark in line.marks} == {"654321"}


@pytest.mark.parametrize(
    ("malformed", "field"),
    [
        (event(day="5 October"), "date"),
        (event(day=""), "date"),
        (event(pupil="no one"), "pupil"),
        (event(pupil=""), "pupil"),
        (event(school=""), "SchoolId"),
        (event().replace("AttendanceEventCategory", "Nothing"), "code"),
    ],
)
def test_a_malformed_event_is_refused_with_its_field_and_the_others_count(malformed: str, field: str) -> None:
    first, second = read(document(malformed, event()))
    assert first.marks == ()
    assert str(first.refused).startswith(field)
    assert len(second.marks) == 2


def test_another_record_in_the_file_is_refused() -> None:
    [line] = read(document("<StudentSectionAttendanceEvent><EventDate/></StudentSectionAttendanceEvent>"))
    assert line.refused == "is not a StudentSchoolAttendanceEvent"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "iso-8859-15", "windows-1252"])
def test_the_encoding_is_the_one_the_document_names(encoding: str) -> None:
    text = document(event(reason="Gespijbeld, école")).replace("UTF-8", encoding.removesuffix("-sig"))
    assert len(marked(read(text.encode(encoding)))) == 2


def test_another_version_of_the_interchange_is_read_as_well() -> None:
    assert len(marked(read(document(event(), namespace="http://ed-fi.org/4.0.0")))) == 2


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + document(
    event(reason="&b;")
).removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><InterchangeStudentAttendance/>'


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"", "is not an XML file"),
        (b"pupil,date,half_day,code\n", "is not an XML file"),
        (document(event())[:-10].encode(), "is not an XML file"),
        (document(event(reason="<b>")).encode(), "is not an XML file"),
        (b"\x00\x01\x02", "is not an XML file"),
        (b'<?xml version="1.0" encoding="shift-nothing"?><a/>', "encoding"),
        (b'<?xml version="1.0" encoding="shift_jis"?><a/>', "encoding"),
        (document(event()).replace("UTF-8", "unicode_escape").encode(), "encoding"),
        (document(event()).replace("UTF-8", "mac-roman").encode(), "encoding"),
        (document(event(), root="InterchangeStudent").encode(), "root InterchangeStudentAttendance"),
        (document(event(), namespace="http://example.org").encode(), "root InterchangeStudentAttendance"),
        (BOMB.encode(), "DTD"),
        (EXTERNAL.encode(), "DTD"),
        (document(event(reason=f'<a b="{"x" * 3_000_000}"/>')).encode(), "above 1 MiB"),
        (document(event(reason=f"<{'a' * 600}/>")).encode(), "name or namespace above 500"),
        (document(event(reason=f'<a xmlns="{"x" * 600}"/>')).encode(), "name or namespace above 500"),
        (document(event(), namespace="http://ed-fi.org/" + "x" * 600).encode(), "name or namespace above 500"),
        (document(event(reason="<a>" * 40 + "</a>" * 40)).encode(), "nested too deep"),
        (document(event(reason="".join(f"<a{n}>1</a{n}>" for n in range(300)))).encode(), "too many fields"),
    ],
)
def test_a_file_that_is_none_is_refused_as_a_whole(broken: bytes, reason: str) -> None:
    with pytest.raises(InvalidField, match=reason) as refused:
        read(broken)
    assert refused.value.field == "body"
    assert "x" * 100 not in str(refused.value)


def test_a_huge_text_costs_no_memory_and_only_its_own_event() -> None:
    first, second = read(document(event(pupil="7" * 5_000_000), event()))
    assert str(first.refused).startswith("pupil")
    assert len(second.marks) == 2


class _Endless(io.RawIOBase):
    """A document with events over and over, made as it is read."""

    def __init__(self, size: int) -> None:
        self._one = event().encode() * 50
        self._size = size
        self.seek(0)

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        assert (offset, whence) == (0, 0)
        self._left, self._begun, self._ended = self._size // len(self._one), False, False
        return 0

    def read(self, _size: int = -1) -> bytes:
        if not self._begun:
            self._begun = True
            return b'<InterchangeStudentAttendance xmlns="http://ed-fi.org/5.2.0">'
        if self._left:
            self._left -= 1
            return self._one
        ended, self._ended = self._ended, True
        return b"" if ended else b"</InterchangeStudentAttendance>"


@pytest.mark.soak
def test_a_large_file_is_read_in_constant_memory() -> None:
    stream = cast("BinaryIO", _Endless(8_000_000))
    tracemalloc.start()
    try:
        number = sum(1 for _ in read_ed_fi_attendance(stream, MAPPED))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert number > 8_000
    assert peak < 3_000_000

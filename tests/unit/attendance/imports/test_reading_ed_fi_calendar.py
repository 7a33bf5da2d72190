import io
from datetime import UTC, date, datetime

import pytest

from attendance.school_files.domain.calendar_dates import CalendarDate, DayKind
from attendance.school_files.domain.lines import DateLine, SessionLine
from attendance.school_files.formats.ed_fi_calendar import read_ed_fi_calendar
from attendance.school_files.reading.instructions import Instructions
from shared.domain.errors import InvalidField
from shared.domain.school_calendar import Session
from shared.domain.school_year import SchoolYear

MAPPED = Instructions(recorded_at=datetime(2021, 10, 20, tzinfo=UTC), schools={"255901001": "123456"})


def session(
    begin: str = "2021-08-23", end: str = "2021-12-17", year: str = "2021-2022", school: str = "255901001"
) -> str:
    return f"""<Session><SessionName>Fall</SessionName><SchoolYear>{year}</SchoolYear>
  <BeginDate>{begin}</BeginDate><EndDate>{end}</EndDate>
  <SchoolReference><SchoolIdentity><SchoolId>{school}</SchoolId></SchoolIdentity></SchoolReference></Session>
"""


def day(
    date: str = "2021-11-26", *events: str, year: str = "2021-2022", school: str = "255901001", code: str = "1"
) -> str:
    named = "".join(
        f"<CalendarEvent>uri://ed-fi.org/CalendarEventDescriptor#{event}</CalendarEvent>" for event in events
    )
    return f"""<CalendarDate><Date>{date}</Date>{named}<CalendarReference><CalendarIdentity>
  <CalendarCode>{code}</CalendarCode>
  <SchoolReference><SchoolIdentity><SchoolId>{school}</SchoolId></SchoolIdentity></SchoolReference>
  <SchoolYear>{year}</SchoolYear></CalendarIdentity></CalendarReference></CalendarDate>
"""


def calendar(type_: str, code: str = "1", school: str = "255901001") -> str:
    return f"""<Calendar><CalendarCode>{code}</CalendarCode>
  <CalendarType>uri://ed-fi.org/CalendarTypeDescriptor#{type_}</CalendarType>
  <SchoolReference><SchoolIdentity><SchoolId>{school}</SchoolId></SchoolIdentity></SchoolReference>
  <SchoolYear>2021-2022</SchoolYear></Calendar>
"""


def read(*records: str, root: str = "InterchangeEducationOrgCalendar") -> list[SessionLine | DateLine]:
    text = f'<{root} xmlns="http://ed-fi.org/5.2.0">\n{"".join(records)}</{root}>'
    return list(read_ed_fi_calendar(io.BytesIO(text.encode()), MAPPED))


def test_a_session_belongs_to_a_school_and_a_school_year() -> None:
    assert read(session(), session("2022-01-04", "2022-05-27")) == [
        SessionLine(2, "123456", SchoolYear(2021), Session(date(2021, 8, 23), date(2021, 12, 17))),
        SessionLine(5, "123456", SchoolYear(2021), Session(date(2022, 1, 4), date(2022, 5, 27))),
    ]


def test_a_single_year_is_the_one_the_school_year_ends_in() -> None:
    [line] = read(session(year="2022"))
    assert line.school_year == SchoolYear(2021)


def test_what_is_no_session_says_nothing_about_lessons() -> None:
    assert read("<GradingPeriod><BeginDate>2021-08-23</BeginDate></GradingPeriod>") == []


CLOSING = ["Holiday", "Teacher only day", "Strike", "Weather day", "Emergency day", "Non-instructional day"]


@pytest.mark.parametrize(
    ("event", "kind", "reason"),
    [
        *((event, DayKind.CLOSED, event) for event in CLOSING),
        ("holiday", DayKind.CLOSED, "holiday"),
        ("Make-up day", DayKind.EXTRA, ""),
        ("Instructional day", DayKind.LESSONS, ""),
    ],
)
def test_a_day_says_whether_it_has_lessons(event: str, kind: DayKind, reason: str) -> None:
    says = CalendarDate(date(2021, 11, 26), frozenset({kind}), reason)
    assert read(day("2021-11-26", event)) == [DateLine(2, "123456", SchoolYear(2021), says)]


def test_a_day_may_have_several_events() -> None:
    [line] = read(day("2021-11-26", "Instructional day", "Strike"))
    assert isinstance(line, DateLine)
    assert line.says == CalendarDate(date(2021, 11, 26), frozenset({DayKind.LESSONS, DayKind.CLOSED}), "Strike")


@pytest.mark.parametrize("first", [True, False])
def test_a_day_of_one_pupil_s_calendar_closes_no_school(first: bool) -> None:
    both = (calendar("Student Specific"), day("2021-11-26", "Holiday"))
    [line] = read(*(both if first else reversed(both)))
    assert isinstance(line, DateLine)
    assert (line.says, line.refused) == (None, None)


def test_a_day_of_a_school_s_calendar_counts_beside_a_pupil_s() -> None:
    lines = read(calendar("Student Specific", "7"), calendar("School", "1"), day("2021-11-26", "Holiday"))
    assert [line.says is not None for line in lines if isinstance(line, DateLine)] == [True]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (day("2021-11-26", "Other"), "CalendarEvent"),
        (day("2021-11-26", "Student late arrival/early dismissal"), "CalendarEvent"),
        (day("2021-11-26"), "CalendarEvent"),
        (day("26 November", "Holiday"), "Date"),
        (day("2021-11-26", "Holiday", school="255901044"), "map"),
        (day("2021-11-26", "Holiday", school=""), "SchoolId"),
        (day("2021-11-26", "Holiday", year=""), "school_year"),
        (calendar("IEP") + day("2021-11-26", "Holiday"), "CalendarType"),
        ("<CalendarDate/>", "SchoolId"),
    ],
)
def test_a_day_that_is_not_understood_is_named(record: str, reason: str) -> None:
    [line] = read(record)
    assert isinstance(line, DateLine)
    assert str(line.refused).startswith(reason)
    assert line.says is None


def test_what_is_understood_of_a_day_counts_and_the_rest_is_named() -> None:
    [line] = read(day("2021-11-26", "Holiday", "Other"))
    assert isinstance(line, DateLine)
    assert line.says == CalendarDate(date(2021, 11, 26), frozenset({DayKind.CLOSED}), "Holiday")
    assert str(line.remark).startswith("CalendarEvent")


@pytest.mark.parametrize(
    ("malformed", "field"),
    [
        (session(school="255901044"), "map"),
        (session(school=""), "SchoolId"),
        (session(begin="23 August"), "BeginDate"),
        (session(end=""), "EndDate"),
        (session(year="2021-2023"), "school_year"),
        (session(year="0000"), "school_year"),
    ],
)
def test_a_malformed_session_is_refused_with_its_field(malformed: str, field: str) -> None:
    first, second = read(malformed, session())
    assert str(first.refused).startswith(field)
    assert second.refused is None


def test_another_interchange_is_refused_as_a_whole() -> None:
    with pytest.raises(InvalidField, match="root InterchangeEducationOrgCalendar"):
        read(session(), root="InterchangeStudentAttendance")

import io
from datetime import UTC, date, datetime

import pytest

from attendance.adapters.ed_fi_calendar import read_ed_fi_calendar
from attendance.adapters.instructions import Instructions
from attendance.application.imports.lines import SessionLine
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


def read(*records: str, root: str = "InterchangeEducationOrgCalendar") -> list[SessionLine]:
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
    assert read("<GradingPeriod><BeginDate>2021-08-23</BeginDate></GradingPeriod>", "<CalendarDate/>") == []


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

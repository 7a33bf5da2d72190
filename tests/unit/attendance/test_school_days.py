"""Which school year's calendar has a half day."""

from datetime import date

import pytest

from attendance.register.domain.school_days import SchoolDays
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

SCHOOL = "123456"
YEAR = SchoolYear(2026)
OWN = SchoolCalendar(SCHOOL, YEAR, base="own", sessions=(Session(date(2026, 8, 24), date(2027, 5, 28)),))


@pytest.mark.parametrize(
    ("day", "half_day", "expected"),
    [
        (date(2026, 9, 1), HalfDay.AM, 2026),
        (date(2026, 6, 30), HalfDay.PM, 2025),
        (date(2026, 9, 2), HalfDay.PM, None),  # Wednesday
        (date(2026, 9, 5), HalfDay.AM, None),  # Saturday
        (date(2026, 8, 31), HalfDay.AM, None),
        (date(2026, 12, 25), HalfDay.AM, None),
    ],
)
def test_without_a_calendar_of_its_own_a_school_has_the_flemish_one(
    day: date, half_day: HalfDay, expected: int | None
) -> None:
    assert SchoolDays().school_year_of(SCHOOL, day, half_day) == expected
    assert SchoolDays([OWN]).school_year_of("654321", day, half_day) == expected


def test_a_calendar_of_its_own_may_begin_in_august() -> None:
    days = SchoolDays([OWN])
    assert days.school_year_of(SCHOOL, date(2026, 8, 24), HalfDay.AM) == 2026
    assert days.school_year_of(SCHOOL, date(2026, 8, 21), HalfDay.AM) is None
    assert days.school_year_of(SCHOOL, date(2026, 6, 30), HalfDay.AM) == 2025, "the year before is still the Flemish"
    assert days.school_year_of(SCHOOL, date(2027, 6, 1), HalfDay.AM) is None


def test_a_closed_half_day_is_outside() -> None:
    closed = SchoolCalendar(SCHOOL, YEAR, closures=(Closure(date(2026, 9, 1), HalfDay.PM, "onthaal"),))
    days = SchoolDays([closed])
    assert days.school_year_of(SCHOOL, date(2026, 9, 1), HalfDay.AM) == 2026
    assert days.school_year_of(SCHOOL, date(2026, 9, 1), HalfDay.PM) is None


def test_the_calendar_of_a_school() -> None:
    assert SchoolDays([OWN]).calendar(SCHOOL, YEAR) == OWN
    assert SchoolDays([OWN]).calendar(SCHOOL, SchoolYear(2027)).version == 0


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026), (date(2026, 9, 1), 2026)]
)
def test_only_summer_days_can_still_move_to_the_next_school_year(day: date, year: int) -> None:
    assert SchoolDays.latest_possible_year(day) == year

"""Months, weeks and rates of a school year."""

from datetime import date

import pytest

from attendance.figures.domain.figures import MonthFigures, Planned, WeekRate, half_days_by_week, months_until
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_year import SchoolYear

YEAR = SchoolYear(2026)
MONDAY = date(2026, 10, 5)


def test_the_months_that_have_begun_end_with_today() -> None:
    months = months_until(YEAR, date(2026, 11, 23))
    assert [str(month) for month in months] == ["2026-09", "2026-10", "2026-11"]
    assert [month.until for month in months] == [date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 23)]


def test_a_school_year_that_is_over_has_twelve_months_and_one_to_come_has_none() -> None:
    over = months_until(YEAR, date(2030, 1, 1))
    assert [str(month) for month in over[3:7]] == ["2026-12", "2027-01", "2027-02", "2027-03"]
    assert (len(over), over[5].until, over[11].until) == (12, date(2027, 2, 28), date(2027, 8, 31))
    assert months_until(YEAR, date(2026, 8, 31)) == ()
    assert len(months_until(YEAR, date(2026, 9, 1))) == 1


def test_groups_of_a_month_lie_inside_each_other() -> None:
    [month] = months_until(YEAR, date(2026, 9, 30))
    assert MonthFigures("123456", "lager", month, 20, {5: 3, 30: 1}).nested == (20, 3, 0, 0, 1)


@pytest.mark.parametrize(
    ("planned", "absent", "unknown", "rate"),
    [(100, 5, 0, 0.95), (100, 5, 50, 0.9), (100, 0, 0, 1.0), (10, 10, 0, 0.0), (10, 0, 10, None), (0, 0, 0, None)],
)
def test_a_rate_is_of_the_planned_half_days_that_are_resolved(
    planned: int, absent: int, unknown: int, rate: float | None
) -> None:
    week = WeekRate("123456", MONDAY, Planned(10, planned), absent, unknown)
    assert week.rate == (None if rate is None else pytest.approx(rate))
    assert week.week == "2026-W41"


def test_weeks_begin_on_monday() -> None:
    half_days = flemish_calendar(YEAR).half_days_until(date(2026, 10, 13), date(2026, 10, 2))
    assert half_days_by_week(half_days) == {date(2026, 9, 28): 2, MONDAY: 9, date(2026, 10, 12): 4}

"""Planned half days: the calendar's, on the days enrolled, without those on which the pupil's site is closed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attendance.register.domain.period import Period, union
from attendance.register.domain.planned_half_days import Expectation, planned_half_days
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar
from shared.domain.school_year import SchoolYear

YEAR = SchoolYear(2026)
ALL_YEAR = Expectation((Period(date(2026, 9, 1), None),))

days = st.integers(-40, 400).map(lambda offset: date(2026, 9, 1) + timedelta(days=offset))
some_days = st.one_of(st.none(), days)


def test_a_pupil_who_stays_all_year_has_the_whole_calendar() -> None:
    assert planned_half_days(flemish_calendar(YEAR)).number(ALL_YEAR) == 329


def test_only_days_of_enrolment_are_planned() -> None:
    planned = planned_half_days(flemish_calendar(YEAR))
    assert planned.number(Expectation()) == 0
    # Tuesday to Friday with a Wednesday: 2 + 1 + 2 + 2; and Monday 14 September.
    stays = (Period(date(2026, 9, 1), date(2026, 9, 4)), Period(date(2026, 9, 14), date(2026, 9, 14)))
    assert planned.number(Expectation(stays)) == 9


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (None, date(2026, 9, 2), 3),
        (date(2026, 9, 2), date(2026, 9, 2), 1),
        (date(2027, 6, 30), None, 1),
        (date(2026, 9, 5), date(2026, 9, 6), 0),
        (date(2026, 9, 3), date(2026, 9, 2), 0),
    ],
)
def test_both_ends_of_what_is_asked_are_included(first: date | None, last: date | None, number: int) -> None:
    assert planned_half_days(flemish_calendar(YEAR)).number(ALL_YEAR, first, last) == number


def test_closures_are_not_planned_and_extra_half_days_are() -> None:
    monday, wednesday = date(2026, 9, 7), date(2026, 9, 9)
    calendar = SchoolCalendar(
        "123456", YEAR, closures=(Closure(monday, None, "vrij"),), extra=(ExtraHalfDay(wednesday, HalfDay.PM),)
    )
    assert planned_half_days(calendar).number(ALL_YEAR, monday, wednesday) == 4
    assert planned_half_days(calendar).number(ALL_YEAR) == 328


def test_a_half_day_closed_for_the_pupil_is_not_planned() -> None:
    monday = date(2026, 9, 7)
    closed = frozenset({(monday, HalfDay.PM), (date(2026, 9, 6), HalfDay.AM)})
    planned = planned_half_days(flemish_calendar(YEAR))
    assert planned.number(Expectation(ALL_YEAR.enrolled, closed)) == 328, "the sixth is a Sunday"
    assert planned.number(Expectation(ALL_YEAR.enrolled, closed), monday, monday) == 1
    assert planned.number(Expectation(ALL_YEAR.enrolled, closed), date(2026, 9, 8)) == 320


@settings(deadline=None)
@given(st.lists(st.builds(Period, some_days, some_days), max_size=4), some_days, some_days)
def test_the_number_is_that_of_the_half_days_counted_one_by_one(
    periods: list[Period], first: date | None, last: date | None
) -> None:
    enrolled = union(each for each in periods if None in (each.first, each.last) or each.first <= each.last)
    monday = date(2026, 10, 5)
    at_school = any(monday in period for period in enrolled)
    expectation = Expectation(enrolled, frozenset({(monday, HalfDay.AM)} if at_school else ()))
    calendar = flemish_calendar(YEAR)
    one_by_one = [
        (day, half_day)
        for day, half_day in calendar.half_days_until(calendar.last_day)
        if any(day in period for period in enrolled)
        and (first is None or day >= first)
        and (last is None or day <= last)
        and (day, half_day) not in expectation.closed
    ]
    planned = planned_half_days(calendar)
    assert list(planned.half_days(expectation, first, last)) == one_by_one
    assert planned.number(expectation, first, last) == len(one_by_one)

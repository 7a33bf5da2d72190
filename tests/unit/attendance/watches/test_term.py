"""A term is n whole weeks with a school day, after the day it was asked."""

from datetime import date

import pytest

from attendance.register.domain.period import Period
from attendance.watches.domain.term import last_day_of_term
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear

from .watched import OTHER_SCHOOL, SCHOOL, pupil


@pytest.mark.parametrize(
    ("asked_on", "school_weeks", "last"),
    [
        (date(2026, 11, 23), 1, date(2026, 12, 6)),  # Monday: its own week is not whole
        (date(2026, 11, 29), 1, date(2026, 12, 6)),  # Sunday
        (date(2026, 11, 30), 1, date(2026, 12, 13)),
        (date(2026, 11, 23), 3, date(2026, 12, 20)),
        (date(2026, 11, 23), 4, date(2027, 1, 10)),  # two weeks of Christmas holidays do not count
        (date(2026, 10, 26), 1, date(2026, 11, 15)),  # nor does the autumn holiday
        (date(2027, 6, 28), 1, date(2027, 9, 5)),  # nor the summer, and the next school year goes on counting
    ],
)
def test_holidays_and_the_week_of_the_day_itself_do_not_count(asked_on: date, school_weeks: int, last: date) -> None:
    assert last_day_of_term(asked_on, school_weeks, pupil().is_expected) == last


def test_a_week_in_which_the_school_is_closed_does_not_count() -> None:
    days = [date(2026, 11, day) for day in (30,)] + [date(2026, 12, day) for day in (1, 2, 3, 4)]
    closed = SchoolCalendar(SCHOOL, SchoolYear(2026), closures=tuple(Closure(day, None, "werken") for day in days))
    assert last_day_of_term(date(2026, 11, 23), 1, pupil(calendars=(closed,)).is_expected) == date(2026, 12, 13)


def test_the_weeks_go_on_at_the_next_school() -> None:
    enrolled = {
        SCHOOL: Period(date(2026, 9, 1), date(2026, 12, 6)),
        OTHER_SCHOOL: Period(date(2027, 2, 1), None),
    }
    assert last_day_of_term(date(2026, 11, 23), 2, pupil(enrolled=enrolled).is_expected) == date(2027, 2, 7)


def test_who_is_enrolled_nowhere_has_no_term() -> None:
    left = {SCHOOL: Period(date(2026, 9, 1), date(2026, 12, 6))}
    assert last_day_of_term(date(2026, 11, 23), 1, pupil(enrolled=left).is_expected) == date(2026, 12, 6)
    assert last_day_of_term(date(2026, 11, 23), 2, pupil(enrolled=left).is_expected) is None

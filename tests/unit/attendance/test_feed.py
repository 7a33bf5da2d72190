"""When a half day is due, and which silent half days are one silence."""

from datetime import date
from uuid import UUID

import pytest

from attendance.feeds.domain.feed import FeedHalfDay, due_half_days, listened, runs
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear

AM, PM = HalfDay.AM, HalfDay.PM
YEAR = SchoolYear(2026)
TUESDAY, WEDNESDAY, THURSDAY = date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3)
FRIDAY, MONDAY = date(2026, 9, 4), date(2026, 9, 7)
ONE, OTHER = UUID(int=1), UUID(int=2)


def due(since: FeedHalfDay, today: date, grace: int, calendar: SchoolCalendar | None = None) -> list[FeedHalfDay]:
    return due_half_days(calendar or flemish_calendar(YEAR), since, today, grace=grace, calendar_of=flemish_calendar)


@pytest.mark.parametrize(
    ("today", "grace", "last"),
    [
        (TUESDAY, 0, None),
        (WEDNESDAY, 0, (TUESDAY, PM)),
        (WEDNESDAY, 1, None),
        (THURSDAY, 1, (TUESDAY, PM)),
        (FRIDAY, 1, (WEDNESDAY, AM)),
        (MONDAY, 1, (THURSDAY, PM)),
        (MONDAY, 0, (FRIDAY, PM)),
        (date(2026, 9, 8), 1, (FRIDAY, PM)),
    ],
)
def test_a_half_day_is_due_when_the_grace_has_passed(today: date, grace: int, last: FeedHalfDay | None) -> None:
    found = due((TUESDAY, AM), today, grace)
    assert (found[-1] if found else None) == last
    assert found == sorted(found)


def test_nothing_is_due_before_the_school_was_first_heard() -> None:
    assert due((TUESDAY, PM), THURSDAY, 0) == [(TUESDAY, PM), (WEDNESDAY, AM)]


def test_a_closed_half_day_is_never_due() -> None:
    closed = SchoolCalendar("123456", YEAR, closures=(Closure(TUESDAY, PM, "vrij"),))
    assert due((TUESDAY, AM), THURSDAY, 0, closed) == [(TUESDAY, AM), (WEDNESDAY, AM)]


def test_the_last_days_of_a_school_year_are_due_in_the_next_one() -> None:
    last = flemish_calendar(YEAR).last_day
    since = (last, AM)
    assert due(since, date(2027, 8, 31), 1) == []
    assert {day for day, _ in due(since, date(2027, 9, 2), 1)} == {last}


def test_silent_half_days_in_a_row_are_one_run() -> None:
    expected = [(TUESDAY, AM), (TUESDAY, PM), (WEDNESDAY, AM), (THURSDAY, AM)]
    assert runs(expected, {(TUESDAY, PM), (WEDNESDAY, AM)}) == [[(TUESDAY, PM), (WEDNESDAY, AM)]]
    assert runs(expected, {(TUESDAY, AM), (WEDNESDAY, AM), (THURSDAY, AM)}) == [
        [(TUESDAY, AM)],
        [(WEDNESDAY, AM), (THURSDAY, AM)],
    ]
    assert runs(expected, set()) == []


def test_what_is_next_to_a_known_silence_belongs_to_it() -> None:
    expected = [(TUESDAY, AM), (TUESDAY, PM), (WEDNESDAY, AM), (THURSDAY, AM)]
    silent = {(TUESDAY, AM), (TUESDAY, PM), (THURSDAY, AM)}
    found = listened(expected, silent, {(TUESDAY, AM): ONE})
    assert found.silent == {(TUESDAY, AM): ONE, (TUESDAY, PM): ONE, (THURSDAY, AM): None}
    assert found.new == [[(THURSDAY, AM)]]


def test_two_silences_that_meet_stay_two() -> None:
    expected = [(TUESDAY, AM), (TUESDAY, PM), (WEDNESDAY, AM)]
    found = listened(expected, set(expected), {(TUESDAY, AM): ONE, (WEDNESDAY, AM): OTHER})
    assert found.silent == {(TUESDAY, AM): ONE, (TUESDAY, PM): ONE, (WEDNESDAY, AM): OTHER}
    assert found.new == []

"""Days in a calendar file close and open days of a school's calendar."""

from dataclasses import replace
from datetime import date

import pytest

from attendance.school_files.domain.calendar_dates import CalendarDate, DayKind, with_dates
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

AUTUMN = SchoolCalendar(
    "123456", SchoolYear(2026), base="own", sessions=(Session(date(2026, 9, 1), date(2026, 12, 18)),)
)
STAFF_DAY = Closure(date(2026, 10, 5), None, "pedagogische studiedag")
THURSDAY, WEDNESDAY, SATURDAY, JANUARY = date(2026, 11, 26), date(2026, 11, 25), date(2026, 11, 28), date(2027, 1, 7)


def said(day: date, *kinds: DayKind, reason: str = "Holiday") -> CalendarDate:
    return CalendarDate(day, frozenset(kinds), reason if DayKind.CLOSED in kinds else "")


def test_a_closed_day_has_no_lessons() -> None:
    calendar, refused = with_dates(AUTUMN, [said(THURSDAY, DayKind.CLOSED, reason="Strike")])
    assert calendar.half_days_on(THURSDAY) == ()
    assert calendar.closures == (Closure(THURSDAY, None, "Ed-Fi: Strike"),)
    assert refused == {}


def test_a_flemish_calendar_closes_too() -> None:
    flemish = SchoolCalendar("123456", SchoolYear(2026))
    calendar, refused = with_dates(flemish, [said(THURSDAY, DayKind.CLOSED)])
    assert (calendar.base, calendar.half_days_on(THURSDAY), refused) == ("flanders", (), {})


def test_a_day_without_lessons_needs_no_closing() -> None:
    days = [said(day, DayKind.CLOSED) for day in (SATURDAY, JANUARY, STAFF_DAY.date)]
    by_hand = replace(AUTUMN, closures=(STAFF_DAY,))
    assert with_dates(by_hand, days) == (by_hand, {})


@pytest.mark.parametrize(
    ("day", "half_days"),
    [
        (JANUARY, (HalfDay.AM, HalfDay.PM)),
        (date(2027, 1, 6), (HalfDay.AM,)),
        (SATURDAY, (HalfDay.AM, HalfDay.PM)),
        (THURSDAY, (HalfDay.AM, HalfDay.PM)),
        (WEDNESDAY, (HalfDay.AM,)),
    ],
)
def test_a_make_up_day_has_lessons_wherever_it_lies(day: date, half_days: tuple[HalfDay, ...]) -> None:
    calendar, refused = with_dates(AUTUMN, [said(day, DayKind.EXTRA)])
    assert (calendar.half_days_on(day), refused) == (half_days, {})
    assert bool(calendar.extra) == (day in {JANUARY, date(2027, 1, 6), SATURDAY})


def test_the_same_days_again_change_nothing() -> None:
    days = [said(SATURDAY, DayKind.EXTRA), said(THURSDAY, DayKind.CLOSED), said(WEDNESDAY, DayKind.LESSONS)]
    once, _ = with_dates(AUTUMN, days)
    assert with_dates(once, reversed(days)) == (once, {})


def test_what_the_school_set_itself_stays_and_what_a_file_closed_opens_again() -> None:
    by_hand = replace(AUTUMN, closures=(STAFF_DAY,), extra=(ExtraHalfDay(SATURDAY, HalfDay.AM),))
    closed, _ = with_dates(by_hand, [said(THURSDAY, DayKind.CLOSED)])
    assert with_dates(closed, []) == (closed, {})
    opened, _ = with_dates(closed, [said(WEDNESDAY, DayKind.CLOSED)])
    assert opened.closures == (STAFF_DAY, Closure(WEDNESDAY, None, "Ed-Fi: Holiday"))
    assert opened.extra == by_hand.extra


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ([said(THURSDAY, DayKind.CLOSED), said(THURSDAY, DayKind.LESSONS)], "lessons on this day and that there are"),
        ([said(THURSDAY, DayKind.LESSONS, DayKind.CLOSED)], "lessons on this day and that there are none"),
        ([said(JANUARY, DayKind.LESSONS)], "has lessons on a day without any"),
        ([said(date(2026, 10, 5), DayKind.EXTRA)], "is closed in this school's calendar"),
        ([said(date(2028, 1, 7), DayKind.EXTRA)], "outside the school year"),
    ],
)
def test_a_day_that_cannot_be_taken_over_is_named_and_changes_nothing(days: list[CalendarDate], reason: str) -> None:
    by_hand = replace(AUTUMN, closures=(STAFF_DAY,))
    calendar, refused = with_dates(by_hand, days)
    assert calendar == by_hand
    assert [day for day, why in refused.items() if reason in why] == [days[0].date]

"""When a school can have a meeting."""

from datetime import date, timedelta

import pytest

from consultation.domain.intervals import Interval
from consultation.testing.factories import MONDAY, NOW, TUESDAY, WEDNESDAY, at, school_time
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

YEAR = SchoolYear(2026)
MORNING = Interval(at(MONDAY, "08:30"), at(MONDAY, "12:00"))
AFTERNOON = Interval(at(MONDAY, "13:00"), at(MONDAY, "16:00"))


def test_a_school_day_has_its_hours():
    assert school_time().windows_on(MONDAY, NOW) == (MORNING, AFTERNOON)


def test_wednesday_is_the_morning_only():
    assert school_time().windows_on(WEDNESDAY, NOW) == (Interval(at(WEDNESDAY, "08:30"), at(WEDNESDAY, "12:00")),)


@pytest.mark.parametrize("day", [date(2026, 11, 14), date(2026, 11, 11), date(2026, 11, 3), date(2026, 12, 25)])
def test_there_is_no_time_in_weekends_and_holidays(day: date):
    assert school_time().windows_on(day, at(date(2026, 10, 1), "08:00")) == ()


def test_a_morning_off_leaves_the_afternoon():
    calendar = SchoolCalendar(None, YEAR, closures=(Closure(MONDAY, HalfDay.AM, "studiedag"),))
    assert school_time(calendar_of=lambda _: calendar).windows_on(MONDAY, NOW) == (AFTERNOON,)


def test_hours_over_midday_stay_whole_on_a_whole_day_and_are_cut_on_half_a_day():
    calendar = SchoolCalendar(None, YEAR, closures=(Closure(TUESDAY, HalfDay.PM, "studiedag"),))
    time = school_time("1 09:00-15:00; 2 09:00-15:00", calendar_of=lambda _: calendar)
    assert time.windows_on(MONDAY, NOW) == (Interval(at(MONDAY, "09:00"), at(MONDAY, "15:00")),)
    assert time.windows_on(TUESDAY, NOW) == (Interval(at(TUESDAY, "09:00"), at(TUESDAY, "12:30")),)


def test_an_extra_half_day_has_no_hours_where_the_school_has_none():
    calendar = SchoolCalendar(None, YEAR, extra=(ExtraHalfDay(WEDNESDAY, HalfDay.PM),))
    assert len(school_time(calendar_of=lambda _: calendar).windows_on(WEDNESDAY, NOW)) == 1


def test_an_own_calendar_can_begin_in_august():
    own = SchoolCalendar("125001", YEAR, "own", sessions=(Session(date(2026, 8, 17), date(2027, 5, 28)),))
    nothing = SchoolCalendar("125001", YEAR.previous, "own")
    time = school_time(calendar_of=lambda year: own if year == YEAR else nothing)
    assert time.windows_on(date(2026, 8, 18), at(date(2026, 8, 1), "08:00"))
    assert not time.windows_on(date(2026, 8, 11), at(date(2026, 8, 1), "08:00"))


def test_what_is_past_is_gone():
    assert school_time().windows_on(MONDAY, at(MONDAY, "10:07")) == (
        Interval(at(MONDAY, "10:07"), at(MONDAY, "12:00")),
        AFTERNOON,
    )
    assert school_time().windows_on(MONDAY, at(TUESDAY, "00:00")) == ()


@pytest.mark.parametrize(("now", "first"), [("10:00", "10:00"), ("10:01", "10:05"), ("10:05", "10:05")])
def test_a_meeting_starts_at_a_round_time(now: str, first: str):
    window = Interval(at(MONDAY, now), at(MONDAY, "12:00"))
    assert school_time().first_start(window) == at(MONDAY, first)


def test_the_step_is_a_setting():
    window = Interval(at(MONDAY, "10:01"), at(MONDAY, "12:00"))
    assert school_time(step=timedelta(minutes=15)).first_start(window) == at(MONDAY, "10:15")


@pytest.mark.parametrize(("after", "room"), [("15:15", True), ("15:16", False)])
def test_a_day_has_room_while_a_meeting_fits(after: str, room: bool):
    assert school_time().has_room_on(MONDAY, at(MONDAY, after)) is room


@pytest.mark.parametrize(
    ("clock", "is_open"), [("08:30", True), ("08:29", False), ("11:15", True), ("11:20", False), ("12:15", False)]
)
def test_a_meeting_lies_inside_the_hours_as_a_whole(clock: str, is_open: bool):
    assert school_time().is_open_at(at(MONDAY, clock)) is is_open

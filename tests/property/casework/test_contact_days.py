"""By which day a youngster is to be reached, whatever the day, the number and the calendar of the school."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.domain.contact_days import last_day_to_reach
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf, Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear

DAYS = st.dates(date(2026, 9, 1), date(2027, 5, 31))
NUMBERS = st.integers(1, 30)


@st.composite
def calendars(draw: st.DrawFn) -> CalendarOf:
    """The Flemish calendar of a school with some free days of its own."""
    free = draw(st.frozensets(st.dates(date(2026, 9, 1), date(2027, 8, 31)), max_size=15))

    def calendar_of(school_year: SchoolYear) -> SchoolCalendar:
        if school_year != SchoolYear(2026):
            return flemish_calendar(school_year)
        return SchoolCalendar("123456", school_year, closures=tuple(Closure(day, None, "") for day in free))

    return calendar_of


@given(since=DAYS, number=NUMBERS, weeks=st.booleans(), calendar_of=calendars())
def test_it_is_a_school_day_to_come_and_a_larger_number_is_later(
    since: date, number: int, weeks: bool, calendar_of: CalendarOf
) -> None:
    last = last_day_to_reach(since, number, weeks=weeks, calendar_of=calendar_of)
    assert last > since
    assert calendar_of(SchoolYear.of(last)).is_school_day(last)
    assert last_day_to_reach(since, number + 1, weeks=weeks, calendar_of=calendar_of) > last


@given(since=DAYS, number=NUMBERS, calendar_of=calendars())
def test_whoever_is_reached_in_the_week_has_as_many_weeks_after_it(
    since: date, number: int, calendar_of: CalendarOf
) -> None:
    monday = since - timedelta(days=since.weekday())
    week = [monday + timedelta(days=day) for day in range(7)]
    lasts = {last_day_to_reach(day, number, weeks=True, calendar_of=calendar_of) for day in week}
    assert len(lasts) == 1
    last = lasts.pop()
    mondays = range(1, (last - monday).days // 7 + 1)
    with_school = [
        start
        for start in (monday + timedelta(weeks=week) for week in mondays)
        if any(
            calendar_of(SchoolYear.of(day)).is_school_day(day)
            for day in (start + timedelta(days=day) for day in range(7))
        )
    ]
    assert len(with_school) == number

"""The last day to reach a youngster again, counted in the school days or school weeks of a school."""

from datetime import date, timedelta

from shared.domain.errors import DomainError
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf, nth_school_day_after

_DAY = timedelta(days=1)
_OLDEST = date(2000, 9, 1)
"""What is counted from a day before, as somebody may have typed, is over long ago all the same."""


def last_day_to_reach(since: date, number: int, *, weeks: bool, calendar_of: CalendarOf) -> date:
    """The ``number``-th school day after ``since``, or the last school day of the ``number``-th school week after it.

    A school week is one from Monday to Sunday with a school day in it; the week of ``since`` does not count. A school
    whose own calendar has no days left is counted by the Flemish calendar.
    """
    since = max(since, _OLDEST)
    try:
        return _counted(since, number, weeks=weeks, calendar_of=calendar_of)
    except DomainError:
        return _counted(since, number, weeks=weeks, calendar_of=flemish_calendar)


def _counted(since: date, number: int, *, weeks: bool, calendar_of: CalendarOf) -> date:
    if not weeks:
        return nth_school_day_after(since, number, calendar_of)
    last = _sunday(since)
    for _ in range(number):
        first = nth_school_day_after(last, 1, calendar_of)
        last = _sunday(first)
    return _last_school_day(first, last, calendar_of)


def _sunday(day: date) -> date:
    return day + (6 - day.weekday()) * _DAY


def _last_school_day(first: date, last: date, calendar_of: CalendarOf) -> date:
    """The last school day from ``first``, which is a school day, up to ``last``."""
    while (following := nth_school_day_after(first, 1, calendar_of)) <= last:
        first = following
    return first

"""Days that a school's own software says something of: without lessons, with lessons, or made up for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shared.domain.errors import InvalidField
from shared.domain.half_days import WHOLE_DAY, half_days_of_weekday
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar

_FROM_FILE = "Ed-Fi: "

_BOTH = "says that there are lessons on this day and that there are none"
_NO_LESSONS = "has lessons on a day without any in this school's calendar"
_CLOSED = "makes up on a day that is closed in this school's calendar"
_OUTSIDE = "lies outside the school year"


class DayKind(StrEnum):
    """What is said of a day."""

    CLOSED = "closed"
    """No lessons."""
    EXTRA = "extra"
    """Lessons, also where the sessions have no lessons (a make-up day)."""
    LESSONS = "lessons"
    """Lessons, as the sessions have them."""


class CalendarDate(NamedTuple):
    """What is said of one day; `reason` is why it is closed."""

    date: date
    kinds: frozenset[DayKind]
    reason: str = ""


def with_dates(calendar: SchoolCalendar, dates: Iterable[CalendarDate]) -> tuple[SchoolCalendar, Mapping[date, str]]:
    """The calendar with these days closed and added, and the reason for each day that could not be taken over.

    A day that an earlier file closed and this file does not is open again, when this file has any day. Days that the
    school itself closed or added stay.
    """
    days: dict[date, CalendarDate] = {}
    for calendar_date in dates:
        merged = days.get(calendar_date.date, calendar_date)
        days[calendar_date.date] = CalendarDate(
            calendar_date.date, merged.kinds | calendar_date.kinds, merged.reason or calendar_date.reason
        )
    if not days:
        return calendar, {}
    kept = tuple(closure for closure in calendar.closures if not closure.reason.startswith(_FROM_FILE))
    calendar = replace(calendar, closures=kept)
    refused = {}
    for day in sorted(days):
        try:
            calendar, reason = _with_day(calendar, days[day])
        except InvalidField:
            reason = _OUTSIDE
        if reason:
            refused[day] = reason
    closures = sorted(calendar.closures, key=lambda closure: (closure.date, closure.half_day or "", closure.site or ""))
    extra = sorted(calendar.extra, key=lambda added: (added.date, added.half_day, added.site or ""))
    return replace(calendar, closures=tuple(closures), extra=tuple(extra)), refused


def _with_day(calendar: SchoolCalendar, calendar_date: CalendarDate) -> tuple[SchoolCalendar, str | None]:
    day, kinds = calendar_date.date, calendar_date.kinds
    if DayKind.CLOSED in kinds:
        if len(kinds) > 1:
            return calendar, _BOTH
        closed = replace(
            calendar, closures=(*calendar.closures, Closure(day, None, f"{_FROM_FILE}{calendar_date.reason}"))
        )
        return (closed if calendar.half_days_anywhere_on(day) else calendar), None
    if DayKind.EXTRA in kinds:
        wanted = half_days_of_weekday(day) or WHOLE_DAY
        missing = [half_day for half_day in wanted if not calendar.contains(day, half_day)]
        added = replace(calendar, extra=(*calendar.extra, *(ExtraHalfDay(day, half_day) for half_day in missing)))
        return (added, None) if all(added.contains(day, half_day) for half_day in wanted) else (calendar, _CLOSED)
    return calendar, None if calendar.is_school_day(day) else _NO_LESSONS

"""On which days a receiver is there: school days of the receiver's schools, but for the closing days of a CLB."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf
from shared.domain.school_year import SchoolYear

OpenDays = Callable[[date], bool]

_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?")


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which nobody is there, as periods with their first and last day. A local agreement."""

    periods: tuple[tuple[date, date], ...] = ()

    @classmethod
    def parse(cls, text: str) -> "ClosedDays":
        """The days of `2026-12-24/2027-01-03, 2027-05-14`. Raises ValueError for another text."""
        return cls(tuple(_period(part.strip()) for part in text.split(",")))

    def __contains__(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.periods)


NEVER_CLOSED = ClosedDays()


def _period(text: str) -> tuple[date, date]:
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise ValueError("a period is a day, or two days with a slash between them")
    first = date.fromisoformat(match[1])
    last = date.fromisoformat(match[2]) if match[2] else first
    if last < first:
        raise ValueError("a period ends before it begins")
    return first, last


def is_school_day(day: date, calendar_of: CalendarOf = flemish_calendar) -> bool:
    """Whether there are lessons on this day. A school's own year may begin in the summer before it."""
    school_year = SchoolYear.of(day)
    return any(calendar_of(year).is_school_day(day) for year in (school_year, school_year.next))


def open_days(
    schools: Iterable[str], calendars: Mapping[str, CalendarOf], closed: ClosedDays = NEVER_CLOSED
) -> OpenDays:
    """The days of a receiver who serves these schools: at least one of them has lessons, and the day is not closed.

    A school that ``calendars`` has not has the Flemish calendar, and so has who serves all schools.
    """
    own = [calendars.get(school, flemish_calendar) for school in schools] or [flemish_calendar]
    return lambda day: day not in closed and any(is_school_day(day, calendar_of) for calendar_of in own)

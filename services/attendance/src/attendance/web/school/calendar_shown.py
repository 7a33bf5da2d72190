"""A school's year as months of weeks: which half days have lessons, and why the others have none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from attendance.web.school.words.calendars import day_in_words
from shared.domain.flemish_holidays import flemish_holidays
from shared.domain.half_days import WHOLE_DAY, HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar

_DAY = dt.timedelta(days=1)
_WEEK, _WORKING_DAYS = 7, 5


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day: the halves with lessons for the school as a whole, and its closures, also those of one site.

    `day` is None for a day of another month.
    """

    day: dt.date | None
    halves: tuple[HalfDay, ...] = ()
    closures: tuple[Closure, ...] = ()
    is_holiday: bool = False

    @property
    def words(self) -> str:
        """What is said of the day."""
        return day_in_words(self.halves, self.closures)

    @property
    def usual(self) -> tuple[HalfDay, ...]:
        """The halves that a day has."""
        return WHOLE_DAY


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month with its weeks, each from Monday on, to Friday or to Sunday."""

    first: dt.date
    weeks: tuple[tuple[DayShown, ...], ...]


def months_of(calendar: SchoolCalendar) -> Sequence[MonthShown]:
    """The months of the calendar, from its first day to its last; with weekends where a weekend has lessons."""
    first, last = calendar.first_day, calendar.last_day
    days = [first + _DAY * number for number in range((last - first).days + 1)]
    has_weekends = any(calendar.half_days_anywhere_on(day) for day in days if day.weekday() >= _WORKING_DAYS)
    width = _WEEK if has_weekends else _WORKING_DAYS
    return [
        MonthShown(month[0].replace(day=1), tuple(_weeks(calendar, month, width)))
        for month in (list(group) for _, group in groupby(days, key=lambda day: (day.year, day.month)))
    ]


def _weeks(calendar: SchoolCalendar, days: Sequence[dt.date], width: int) -> Sequence[tuple[DayShown, ...]]:
    weeks: dict[dt.date, list[DayShown]] = {}
    for day in days:
        if day.weekday() < width:
            monday = day - _DAY * day.weekday()
            weeks.setdefault(monday, [DayShown(None)] * width)[day.weekday()] = _day(calendar, day)
    return [tuple(week) for week in weeks.values()]


def _day(calendar: SchoolCalendar, day: dt.date) -> DayShown:
    closures = tuple(closure for closure in calendar.closures if closure.date == day)
    is_holiday = calendar.base == "flanders" and flemish_holidays(calendar.school_year).is_free(day)
    return DayShown(day, calendar.half_days_on(day), closures, is_holiday)

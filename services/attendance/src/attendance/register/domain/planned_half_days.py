"""Planned half days: on how many half days a pupil is expected at a school. The one denominator of every rate."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from attendance.register.domain.period import Period
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import SchoolCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Expectation:
    """When a pupil is expected at a school: on the days enrolled, but not on half days on which its site is closed.

    `enrolled` are separate stretches; `closed` are half days within them that some other site of the school has
    lessons on.
    """

    enrolled: tuple[Period, ...] = ()
    closed: frozenset[tuple[date, HalfDay]] = frozenset()

    def holds(self, day: date, half_day: HalfDay) -> bool:
        """Whether the pupil is expected on this half day, if it has lessons."""
        return (day, half_day) not in self.closed and any(day in period for period in self.enrolled)


class PlannedHalfDays:
    """The half days of one school in one school year, to be counted for any number of its pupils."""

    def __init__(self, calendar: SchoolCalendar) -> None:
        self._half_days = tuple(_half_days_anywhere(calendar))
        self._dates = [day for day, _ in self._half_days]

    def number(self, expectation: Expectation, first: date | None = None, last: date | None = None) -> int:
        """On how many half days the pupil is expected from `first` to `last`, both included; None is open."""
        planned = sum(end - begin for begin, end in self._stretches(expectation, first, last))
        if not expectation.closed:
            return planned
        return planned - sum(_within(day, first, last) and self._has(day, half) for day, half in expectation.closed)

    def half_days(
        self, expectation: Expectation, first: date | None = None, last: date | None = None
    ) -> Iterator[tuple[date, HalfDay]]:
        """The half days that `number` counts, in order."""
        for begin, end in self._stretches(expectation, first, last):
            for half_day in self._half_days[begin:end]:
                if half_day not in expectation.closed:
                    yield half_day

    def _stretches(self, expectation: Expectation, first: date | None, last: date | None) -> Iterator[tuple[int, int]]:
        """Where the half days of each period of enrolment begin, and where they end: after the last half day."""
        for period in expectation.enrolled:
            begin = bisect_left(self._dates, max(period.first or date.min, first or date.min))
            end = bisect_right(self._dates, min(period.last or date.max, last or date.max))
            if begin < end:
                yield begin, end

    def _has(self, day: date, half_day: HalfDay) -> bool:
        begin, end = bisect_left(self._dates, day), bisect_right(self._dates, day)
        return (day, half_day) in self._half_days[begin:end]


@lru_cache(maxsize=128)
def planned_half_days(calendar: SchoolCalendar) -> PlannedHalfDays:
    """The half days of this calendar; asked for again it is there already."""
    return PlannedHalfDays(calendar)


def _half_days_anywhere(calendar: SchoolCalendar) -> Iterator[tuple[date, HalfDay]]:
    day = calendar.first_day
    while day <= calendar.last_day:
        for half_day in calendar.half_days_anywhere_on(day):
            yield day, half_day
        day += _DAY


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first) and (last is None or day <= last)

"""Several sessions of a body planned at once: by a rule of days, without the days on which no school has lessons."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count, takewhile

from consultation.domain.local_time import BRUSSELS, local_day
from consultation.domain.well_formed import require
from shared.domain.school_calendar import CalendarOf
from shared.domain.school_year import SchoolYear

MOST_WEEKS = 26
_LAST_OF_EVERY_MONTH, _LONGEST, _FRIDAY = 28, timedelta(days=400), 5


class SkipReason(StrEnum):
    """Why there is no session on a day of the rule."""

    SCHOOL_HOLIDAY = "school-holiday"
    """A weekday on which no local school has lessons."""
    ALREADY_PLANNED = "already-planned"
    """The body meets on that day already."""
    NO_BODY = "no-body"
    """The body is not there on that day."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day of the rule on which no session is planned."""

    on: date
    why: SkipReason


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan:
    """Sessions from the first one until and with a day, each as long as the first.

    Once in `every_weeks` (1 to 26) weeks; None is once a month, on the same weekday in the same week of the month.
    Raises InvalidField for times out of order, more than 400 days, and a first day that not every month has.
    """

    starts_at: datetime
    ends_at: datetime
    every_weeks: int | None
    until: date

    def __post_init__(self) -> None:
        require(self.starts_at < self.ends_at, "ends_at", "is not after starts_at")
        in_range = self.every_weeks is None or 1 <= self.every_weeks <= MOST_WEEKS
        require(in_range, "every_weeks", f"is 1 to {MOST_WEEKS}")
        first = local_day(self.starts_at)
        every_month = self.every_weeks is not None or first.day <= _LAST_OF_EVERY_MONTH
        require(every_month, "starts_at", "is in a week that not every month has: take a day before the 29th")
        require(first <= self.until <= first + _LONGEST, "until", "is before the first day or more than 400 days later")

    def times(self) -> list[tuple[datetime, datetime]]:
        """Begin and end by the rule, in their order; nine o'clock stays nine o'clock in winter and summer."""
        length = self.ends_at - self.starts_at
        return [(start, start + length) for start in self._starts()]

    def _starts(self) -> Iterator[datetime]:
        first = self.starts_at.astimezone(BRUSSELS)
        starts = _monthly(first) if self.every_weeks is None else _weekly(first, self.every_weeks)
        return takewhile(lambda start: start.date() <= self.until, starts)


def _weekly(first: datetime, weeks: int) -> Iterator[datetime]:
    return (first + timedelta(weeks=number * weeks) for number in count())


def _monthly(first: datetime) -> Iterator[datetime]:
    week, month = (first.day - 1) // 7, first.replace(day=1)
    while True:
        yield month + timedelta(days=(first.weekday() - month.weekday()) % 7, weeks=week)
        month = (month + timedelta(days=31)).replace(day=1)


def is_holiday(day: date, calendars: Collection[CalendarOf]) -> bool:
    """Whether no school of these calendars has lessons on this weekday; a weekend is no holiday."""
    return day.isoweekday() <= _FRIDAY and not any(
        calendar_of(SchoolYear.of(day)).half_days_anywhere_on(day) for calendar_of in calendars
    )

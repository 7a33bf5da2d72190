"""When the sessions of a series are: a rule of days, at a time that clocks in Brussels show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, takewhile

from consultation.domain.local_time import moment
from shared.domain.errors import InvalidField

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_LAST_OF_EVERY_MONTH = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Once in so many weeks, on the weekday of the first session, from then on.

    Without `every_weeks` it is once a month: on the same weekday in the same week of the month, such as its second
    Thursday. Raises InvalidField for a first day that not every month has, or in a weekend.
    """

    first_on: date
    at: time
    every_weeks: int | None

    def __post_init__(self) -> None:
        if self.first_on.isoweekday() > 5:
            raise InvalidField("first_on", "is in a weekend")
        if self.every_weeks is None and self.first_on.day > _LAST_OF_EVERY_MONTH:
            raise InvalidField("first_on", "is in a week that not every month has: take a day before the 29th")

    def days(self, first: date, last: date) -> list[date]:
        """The days by the rule from `first` until and with `last`."""
        return [day for day in takewhile(lambda day: day <= last, self._all()) if day >= first]

    def days_instead(self, day: date) -> list[date]:
        """Where a session by the rule can go when it can't be on its day: that day in the weeks before the next."""
        following = next(other for other in self._all() if other > day)
        return [day + weeks * _WEEK for weeks in range(1, (following - day).days // 7)]

    def start_on(self, day: date) -> datetime:
        """When a session on this day begins."""
        return moment(day, self.at)

    def _all(self) -> Iterator[date]:
        if self.every_weeks is None:
            return self._monthly()
        length = self.every_weeks * _WEEK
        return (self.first_on + number * length for number in count())

    def _monthly(self) -> Iterator[date]:
        week = (self.first_on.day - 1) // 7
        month = self.first_on.replace(day=1)
        while True:
            days_on = (self.first_on.weekday() - month.weekday()) % 7
            yield month + days_on * _DAY + week * _WEEK
            month = (month + 31 * _DAY).replace(day=1)

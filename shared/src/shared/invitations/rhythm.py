"""When the sessions of a series are: a rule in local time, so that 9 o'clock stays 9 o'clock in winter and summer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from shared.runtime.clock import BRUSSELS

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Once in this many weeks, on the weekday of the first session. Raises ValueError for less than one week."""

    weeks: int = 1

    def __post_init__(self) -> None:
        if self.weeks < 1:
            raise ValueError(f"every {self.weeks} weeks")

    def rule(self, first: datetime) -> str:
        """The rule of a series that begins at ``first``, without its end."""
        return f"FREQ=WEEKLY;INTERVAL={self.weeks};BYDAY={_day(first)}"

    def starts(self, first: datetime) -> Iterator[datetime]:
        """The starts by the rule, without end."""
        local = first.astimezone(BRUSSELS)
        return (local + number * self.weeks * _WEEK for number in count())


@dataclass(frozen=True, slots=True)
class Monthly:
    """Once a month, on the same weekday in the same week of the month as the first session: its second Thursday.

    A month has that day whatever the month, so the first session is in the first four weeks of its month.
    """

    def rule(self, first: datetime) -> str:
        """The rule of a series that begins at ``first``, without its end. Raises ValueError after day 28."""
        return f"FREQ=MONTHLY;BYDAY={_week_of_month(first)}{_day(first)}"

    def starts(self, first: datetime) -> Iterator[datetime]:
        """The starts by the rule, without end. Raises ValueError after day 28."""
        week = _week_of_month(first)
        local = first.astimezone(BRUSSELS)
        month = local.replace(day=1)
        while True:
            days_on = (local.weekday() - month.weekday()) % 7 + 7 * (week - 1)
            yield month + timedelta(days=days_on)
            month = (month + timedelta(days=31)).replace(day=1)


Rhythm = Weekly | Monthly


def starts_until(rhythm: Rhythm, first: datetime, last: datetime) -> list[datetime]:
    """The starts of a series, in local time, the one at ``last`` included."""
    starts = []
    for start in rhythm.starts(first):
        if start > last:
            break
        starts.append(start)
    return starts


def _day(first: datetime) -> str:
    return _DAYS[first.astimezone(BRUSSELS).weekday()]


def _week_of_month(first: datetime) -> int:
    week = (first.astimezone(BRUSSELS).day - 1) // 7 + 1
    if week > 4:
        raise ValueError("not every month has a fifth one of this weekday")
    return week

"""The grid in which hours are painted: days across, half or quarter hours down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from consultation.directory.domain.own_week import DayOfWeek
from consultation.domain.local_time import BRUSSELS
from consultation.domain.weekly_hours import WeeklyHours

_FIRST, _LAST = 7 * 60, 18 * 60
_HALF, _QUARTER = 30, 15
_DAY = 24 * 60
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Grid:
    """The days of the week from 1 (Monday) to `last_day`, and minutes of the day from `first` to `last` by `step`.

    `taken` are the cells, by day and minute, that lie in a time taken away in the week that is shown.
    """

    last_day: int
    first: int
    last: int
    step: int
    taken: frozenset[tuple[int, int]]

    @property
    def days(self) -> Sequence[int]:
        return range(1, self.last_day + 1)

    @property
    def times(self) -> Sequence[int]:
        return range(self.first, self.last, self.step)


def grid_of(weekly: Iterable[WeeklyHours], days: Iterable[DayOfWeek]) -> Grid:
    """The grid that these hours fit in: by half hours, or by quarters where hours begin or end at a quarter."""
    entries = tuple(weekly)
    bounds = [minute for hours in entries for minute in (_minute(hours.from_), _minute(hours.until))]
    step = _QUARTER if any(minute % _HALF for minute in bounds) else _HALF
    first = min([_FIRST, *(minute // 60 * 60 for minute in bounds)])
    last = min(max([_LAST, *(-(-minute // 60) * 60 for minute in bounds)]), _DAY)
    taken = frozenset(
        (of_day.day.isoweekday(), minute)
        for of_day in days
        for away in of_day.taken
        for minute in range(first, last, step)
        if _minute(away.time.start.astimezone(BRUSSELS).time()) < minute + step
        and minute < (_minute(away.time.end.astimezone(BRUSSELS).time()) or _DAY)
    )
    return Grid(max([_FRIDAY, *(hours.weekday for hours in entries)]), first, last, step, taken)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute

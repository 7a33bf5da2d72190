"""A stretch of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None is open."""

    first: date | None
    last: date | None

    def __contains__(self, day: object) -> bool:
        return (
            isinstance(day, date)
            and (self.first is None or day >= self.first)
            and (self.last is None or day <= self.last)
        )

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any of the days from `first` to `last`, both included, is one of these."""
        return (self.first is None or self.first <= last) and (self.last is None or first <= self.last)


def union(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same days as separate stretches in order."""
    joined: list[Period] = []
    for period in sorted(periods, key=lambda period: period.first or date.min):
        if joined and _touch(joined[-1], period):
            joined[-1] = Period(joined[-1].first, _later(joined[-1].last, period.last))
        else:
            joined.append(period)
    return tuple(joined)


def _touch(earlier: Period, later: Period) -> bool:
    return earlier.last is None or later.first is None or (later.first - earlier.last).days <= 1


def _later(day: date | None, other: date | None) -> date | None:
    return None if day is None or other is None else max(day, other)

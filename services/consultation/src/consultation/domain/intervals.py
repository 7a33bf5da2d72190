"""Arithmetic on stretches of time: taken together, what they have in common, what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """From `start` up to, not including, `end`. Kept in UTC, so that its length is elapsed time in every season.

    Raises ValueError when it would be empty or a moment has no zone.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("an interval lies between moments with a zone")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))
        if self.end <= self.start:
            raise ValueError("an interval ends after it starts")

    def contains(self, other: "Interval") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end


Intervals = tuple[Interval, ...]


def union(intervals: Iterable[Interval]) -> Intervals:
    """The same time in the fewest intervals: sorted, each that touches or overlaps the next taken together with it."""
    merged: list[Interval] = []
    for interval in sorted(intervals):
        if merged and interval.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return tuple(merged)


def intersection(first: Iterable[Interval], second: Iterable[Interval]) -> Intervals:
    """The time in both."""
    seconds = tuple(second)
    return union(Interval(max(a.start, b.start), min(a.end, b.end)) for a in first for b in seconds if a.overlaps(b))


def subtraction(time: Iterable[Interval], taken_away: Iterable[Interval]) -> Intervals:
    """The time that is left once this is taken away."""
    left = list(union(time))
    for taken in taken_away:
        left = [piece for interval in left for piece in _without(interval, taken)]
    return tuple(left)


def _without(interval: Interval, taken: Interval) -> Iterable[Interval]:
    if not interval.overlaps(taken):
        yield interval
        return
    if interval.start < taken.start:
        yield Interval(interval.start, taken.start)
    if taken.end < interval.end:
        yield Interval(taken.end, interval.end)

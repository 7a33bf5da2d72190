"""What is told of levels."""

from dataclasses import dataclass

from attendance.rules.domain.signal import CountedHalfDay, Signal


@dataclass(frozen=True, slots=True)
class LevelReached:
    """A person reached a level."""

    signal: Signal


@dataclass(frozen=True, slots=True)
class LevelWithdrawn:
    """A level that was reached holds no more: the count is now `count`, resting on these half days."""

    signal: Signal
    count: int
    half_days: tuple[CountedHalfDay, ...]

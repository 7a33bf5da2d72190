"""What follows from a plain count: the number of a person's problematic half days in a school year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from attendance.rules.domain.rule import LevelRule


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What to signal: levels that hold (lowest first), and signalled levels that do not hold (highest first)."""

    reached: tuple[int, ...]
    lost: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.reached or self.lost)


def conclude(rule: LevelRule | None, count: int, standing: Iterable[int]) -> Conclusion:
    """What follows from a count when signals are standing at these levels. Without a rule no level holds."""
    signalled = set(standing)
    holding = rule.reached_at(count) if rule else ()
    return Conclusion(
        reached=tuple(level for level in holding if level not in signalled),
        lost=tuple(sorted(signalled - set(holding), reverse=True)),
    )


def reached_on(level: int, days: Sequence[date], transferred: Iterable[tuple[date, int]]) -> date:
    """The date of the level-th problematic half day; transferred half days lie on the last day of their count.

    Raises ValueError when there are fewer.
    """
    counted = 0
    for day, number in sorted([*((day, 1) for day in days), *transferred]):
        counted += number
        if counted >= level:
            return day
    raise ValueError("the level is not reached")

"""Rules as dated data: which numbers of problematic half days in a school year are levels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

PROBLEMATIC_HALF_DAYS = "problematic-half-days"
_HIGHEST_LEVEL = 1000


class RuleMode(StrEnum):
    """Whether a rule concludes anything."""

    ACTIVE = "active"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class LevelRule:
    """Levels on a person's problematic half days, counted over all schools within a school year.

    The version with the highest number among those with `valid_from` not after a school year holds for it. Levels are
    1 to 1000 half days, ascending. Raises InvalidField for others.
    """

    name: str
    version: int
    valid_from: SchoolYear
    levels: tuple[int, ...]
    source: str
    mode: RuleMode = RuleMode.ACTIVE

    def __post_init__(self) -> None:
        if not all(1 <= level <= _HIGHEST_LEVEL for level in self.levels):
            raise InvalidField("levels", f"are 1 to {_HIGHEST_LEVEL} half days")
        if list(self.levels) != sorted(set(self.levels)):
            raise InvalidField("levels", "are different and ascending")

    def reached_at(self, count: int) -> tuple[int, ...]:
        """The levels that hold at this count, lowest first."""
        if self.mode is RuleMode.OFF:
            return ()
        return tuple(level for level in self.levels if level <= count)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What to signal: levels that hold (lowest first), and signalled ones that don't (highest first)."""

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


def rule_for(rules: Iterable[LevelRule], name: str, school_year: SchoolYear) -> LevelRule | None:
    """The version of a rule that holds in a school year, if any."""
    in_force = (rule for rule in rules if rule.name == name and rule.valid_from <= school_year)
    return max(in_force, key=lambda rule: rule.version, default=None)


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

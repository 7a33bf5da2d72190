"""Levels of problematic half days, and the ladders they make: whether what a truancy case rests on still holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, ClassVar, Self
from uuid import UUID

from casework.domain.events import CountedHalfDay
from casework.domain.ground import Details, Ground
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

USUAL_RULE = "problematic-half-days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Ground):
    """A level of problematic half days of one person in one school year, reached on the day ``since``.

    Each of its two events brings everything but the other's fact. ``count``, in half days, and ``half_days``, what was
    counted, are the latest said.
    """

    kind: ClassVar[str] = "level"
    told_by: ClassVar[str] = "level-reached"
    taken_back_by: ClassVar[str] = "level-withdrawn"
    shown_as: ClassVar[str | None] = "signals"

    school: str
    pupil: str
    level_of_education: str
    rule: str
    rule_version: int
    level: int
    count: int
    counted_at: datetime
    sequence: int
    half_days: tuple[CountedHalfDay, ...] = ()

    @property
    def weight(self) -> int:
        return self.level

    @property
    def facts(self) -> Mapping[str, object]:
        """The level, with the rule if it is not the usual rule."""
        rule = None if self.rule == USUAL_RULE else self.rule
        return {"level": self.level, "count": self.count, "rule": rule}

    @property
    def shown(self) -> Mapping[str, object]:
        return {
            "signal_id": self.ground_id,
            "level": self.level,
            "count": self.count,
            "school_year": str(self.school_year),
            "rule": self.rule,
            "rule_version": self.rule_version,
            "reached_on": self.since,
            "status": "standing" if self.stands else "withdrawn",
        }

    @property
    def shown_after(self) -> tuple[date | int | UUID, ...]:
        return self.counted_at, self.level, self.ground_id

    def joined(self, other: Self) -> Self:
        """This level with what ``other`` (the other event of the same level) says too."""
        latest = max(self, other, key=_said_last)
        return replace(
            other if other.said else self,
            person_id=self.person_id,
            count=latest.count,
            half_days=latest.half_days,
            counted_at=latest.counted_at,
            sequence=latest.sequence,
            said=self.said or other.said,
            taken_back=self.taken_back or other.taken_back,
            settled=self.settled,
        )

    @property
    def details(self) -> Details:
        return {
            "rule": self.rule,
            "rule_version": self.rule_version,
            "level": self.level,
            "count": self.count,
            "counted_at": self.counted_at.isoformat(),
            "sequence": self.sequence,
            "half_days": [[day.date.isoformat(), day.half_day.value, day.school] for day in self.half_days],
        }

    @classmethod
    def fields_of(cls, details: Details) -> Mapping[str, Any]:
        half_days = tuple(_half_day(*values) for values in details["half_days"])
        return {**details, "counted_at": datetime.fromisoformat(details["counted_at"]), "half_days": half_days}


@lru_cache(maxsize=16_384)  # those of the pupils of a school are the same days
def _half_day(day: str, half_day: str, school: str) -> CountedHalfDay:
    return CountedHalfDay(date.fromisoformat(day), HalfDay(half_day), school)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels of one rule in one school year. Levels of different ladders are never compared."""

    school_year: SchoolYear
    rule: str
    levels: tuple[Level, ...]

    @property
    def settled(self) -> bool:
        """Whether all of it fell and was dealt with."""
        return all(level.settled for level in self.levels)

    @property
    def stands(self) -> bool:
        """Whether the lowest level holds. What was settled before is left out."""
        alive = [level for level in self.levels if not level.settled]
        lowest = min((level.level for level in alive), default=None)
        return any(level.stands for level in alive if level.level == lowest)

    @property
    def highest(self) -> Level:
        """The highest level there was, standing or not."""
        return max(self.levels, key=lambda level: (level.level, level.ground_id))

    @property
    def level(self) -> int:
        """The highest level that stands; if no level stands, the lowest level there was."""
        standing = [level.level for level in self.levels if level.stands]
        return max(standing) if standing else min(level.level for level in self.levels)

    @property
    def newest(self) -> Level:
        """The level with the latest statement."""
        return max(self.levels, key=_said_last)


@dataclass(frozen=True, slots=True)
class Ladders:
    """All levels of a case. Made of the set of its levels, so the order in which they came never matters."""

    levels: tuple[Level, ...]

    @classmethod
    def of(cls, levels: Iterable[Level]) -> Self:
        """The ladders that these levels make, together."""
        return cls(tuple(level for level in levels if level.said))

    @property
    def ladders(self) -> tuple[Ladder, ...]:
        """The levels by school year and rule, the oldest school year in front."""
        if len(set(map(_ladder_of, self.levels))) == 1:  # as of most cases; of each case of a list it is asked
            return (Ladder(*_ladder_of(self.levels[0]), self.levels),)
        ordered = sorted(self.levels, key=_ladder_of)
        return tuple(Ladder(*ladder, tuple(levels)) for ladder, levels in groupby(ordered, key=_ladder_of))

    @property
    def fallen(self) -> bool:
        """Whether no ladder stands any more. What was settled before is left out."""
        alive = [ladder for ladder in self.ladders if not ladder.settled]
        return bool(alive) and not any(ladder.stands for ladder in alive)

    def stands_in(self, school_year: SchoolYear) -> bool:
        """Whether a ladder of this school year stands."""
        return any(ladder.stands for ladder in self.ladders if ladder.school_year == school_year)

    def rests_on(self, school_year: SchoolYear) -> bool:
        """Whether there is a ladder of this school year, standing or not, that was not settled."""
        return any(not ladder.settled for ladder in self.ladders if ladder.school_year == school_year)

    def highest_beside(self, level: Level) -> int:
        """The highest level there was by the rule of ``level`` in its school year; 0 if there was no level."""
        beside = [other.level for other in self.levels if _ladder_of(other) == _ladder_of(level)]
        return max(beside, default=0)

    def is_raised(self, level: Level) -> bool:
        """Whether a lower level of the same ladder is there, so that this level was told as a higher level."""
        return any(_ladder_of(other) == _ladder_of(level) and other.level < level.level for other in self.levels)

    @property
    def shown(self) -> Ladder | None:
        """The ladder that level and count are told of; None without levels.

        The choice is by these rules, in this order:

        1. a ladder that stands, before a ladder that does not;
        2. the newest school year;
        3. the ladder with the latest statement.
        """
        ladders = self.ladders
        return ladders[0] if len(ladders) == 1 else max(ladders, key=_shown_first, default=None)

    @property
    def level(self) -> int | None:
        """The level of the shown ladder; None without levels."""
        return self.shown.level if self.shown else None

    @property
    def rule(self) -> str | None:
        """The rule of that level; None without levels."""
        return self.shown.rule if self.shown else None

    @property
    def school_year(self) -> SchoolYear | None:
        """The school year of that level; None without levels."""
        return self.shown.school_year if self.shown else None

    @property
    def count(self) -> int | None:
        """The latest count that a level of the shown ladder told, in half days; None without levels."""
        return self.shown.newest.count if self.shown else None

    @property
    def half_days(self) -> tuple[CountedHalfDay, ...]:
        """What counted, by the level of that count."""
        return self.shown.newest.half_days if self.shown else ()


def _said_last(level: Level) -> tuple[datetime, int, int]:
    return level.counted_at, level.sequence, level.level


def _ladder_of(level: Level) -> tuple[SchoolYear, str]:
    return level.school_year, level.rule


def _shown_first(ladder: Ladder) -> tuple[bool, SchoolYear, tuple[datetime, int, int], str]:
    stands = any(level.stands for level in ladder.levels)
    return stands, ladder.school_year, _said_last(ladder.newest), ladder.rule

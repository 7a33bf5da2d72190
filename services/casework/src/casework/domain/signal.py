"""What attendance said about a person: signals, and whether the levels they tell of still hold."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Self
from uuid import UUID

from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class ProblematicHalfDay:
    """One half day that counted."""

    date: date
    half_day: HalfDay
    school: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A level of problematic half days of one person in one school year, with what was said about it so far.

    Its two events may arrive in either order, so each brings everything but the other's fact. ``count``, in half days,
    and the ``half_days`` counted are the latest said. ``settled``: it fell and that was dealt with, so a case no longer
    rests on it.
    """

    signal_id: UUID
    person_id: UUID
    school: str
    pupil: str
    level_of_education: str
    school_year: SchoolYear
    rule: str
    rule_version: int
    level: int
    count: int
    counted_at: datetime
    sequence: int
    reached_on: date
    half_days: tuple[ProblematicHalfDay, ...] = ()
    reached: bool = False
    withdrawn: bool = False
    settled: bool = False

    @property
    def stands(self) -> bool:
        """Whether the level was reached and still holds."""
        return self.reached and not self.withdrawn

    def joined(self, other: Self) -> Self:
        """This signal with what ``other`` (another event of the same signal) says too."""
        latest = max(self, other, key=_said_last)
        return replace(
            other if other.reached else self,
            person_id=self.person_id,
            count=latest.count,
            half_days=latest.half_days,
            counted_at=latest.counted_at,
            sequence=latest.sequence,
            reached=self.reached or other.reached,
            withdrawn=self.withdrawn or other.withdrawn,
            settled=self.settled,
        )


@dataclass(frozen=True, slots=True)
class Ladder:
    """The signals of one rule in one school year. Levels of different ladders are never compared."""

    school_year: SchoolYear
    rule: str
    signals: tuple[Signal, ...]

    @property
    def settled(self) -> bool:
        """Whether all of it fell and was dealt with."""
        return all(signal.settled for signal in self.signals)

    @property
    def stands(self) -> bool:
        """Whether the lowest level holds. What was settled before is left out."""
        alive = [signal for signal in self.signals if not signal.settled]
        lowest = min((signal.level for signal in alive), default=None)
        return any(signal.stands for signal in alive if signal.level == lowest)

    @property
    def highest(self) -> Signal:
        """The signal of the highest level there was, standing or not."""
        return max(self.signals, key=lambda signal: (signal.level, signal.signal_id))

    @property
    def level(self) -> int:
        """The highest level that stands; when none does, the lowest there was."""
        standing = [signal.level for signal in self.signals if signal.stands]
        return max(standing) if standing else min(signal.level for signal in self.signals)

    @property
    def newest(self) -> Signal:
        """The signal of which something was said last."""
        return max(self.signals, key=_said_last)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a case rests on. Made of the set of its signals, so the order in which they came never matters."""

    signals: tuple[Signal, ...]

    @classmethod
    def of(cls, signals: Iterable[Signal]) -> Self:
        """The grounds that these signals make, together."""
        return cls(tuple(signal for signal in signals if signal.reached))

    @property
    def ladders(self) -> tuple[Ladder, ...]:
        """The signals by school year and rule, the oldest school year in front."""
        ordered = sorted(self.signals, key=_ladder_of)
        return tuple(Ladder(*ladder, tuple(signals)) for ladder, signals in groupby(ordered, key=_ladder_of))

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

    def highest_beside(self, signal: Signal) -> int:
        """The highest level there was by the rule of ``signal`` in its school year; 0 when there was none."""
        beside = [known.level for known in self.signals if _ladder_of(known) == _ladder_of(signal)]
        return max(beside, default=0)

    @property
    def shown(self) -> Ladder | None:
        """The ladder that level and count are told of; None without signals.

        One that stands before one that does not; then of the newest school year; then the one last said something of.
        """
        return max(self.ladders, key=_shown_first, default=None)

    @property
    def level(self) -> int | None:
        """The level of the shown ladder; None without signals."""
        return self.shown.level if self.shown else None

    @property
    def rule(self) -> str | None:
        """The rule of that level; None without signals."""
        return self.shown.rule if self.shown else None

    @property
    def school_year(self) -> SchoolYear | None:
        """The school year of that level; None without signals."""
        return self.shown.school_year if self.shown else None

    @property
    def count(self) -> int | None:
        """The latest count that a signal of the shown ladder told, in half days; None without signals."""
        return self.shown.newest.count if self.shown else None

    @property
    def half_days(self) -> tuple[ProblematicHalfDay, ...]:
        """What counted, by the signal of that count."""
        return self.shown.newest.half_days if self.shown else ()


def _ladder_of(signal: Signal) -> tuple[SchoolYear, str]:
    return signal.school_year, signal.rule


def _shown_first(ladder: Ladder) -> tuple[bool, SchoolYear, tuple[datetime, int, int], str]:
    stands = any(signal.stands for signal in ladder.signals)
    return stands, ladder.school_year, _said_last(ladder.newest), ladder.rule


def _said_last(signal: Signal) -> tuple[datetime, int, int]:
    return signal.counted_at, signal.sequence, signal.level

"""What attendance said about a person: signals, and whether the levels they tell of still hold."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
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
class Grounds:
    """What a case rests on. Made of the set of its signals, so the order in which they came never matters."""

    signals: tuple[Signal, ...]

    @classmethod
    def of(cls, signals: Iterable[Signal]) -> Self:
        """The grounds that these signals make, together."""
        return cls(tuple(signal for signal in signals if signal.reached))

    @property
    def fallen(self) -> bool:
        """Whether the lowest level no longer holds. What was settled before is left out."""
        alive = [signal for signal in self.signals if not signal.settled]
        if not alive:
            return False
        lowest = min(signal.level for signal in alive)
        return not any(signal.stands for signal in alive if signal.level == lowest)

    @property
    def highest_ever(self) -> int:
        """The highest level there was, standing or not; 0 when there was none."""
        return max((signal.level for signal in self.signals), default=0)

    @property
    def level(self) -> int | None:
        """The highest level that stands; when none does, the lowest there was; None without any."""
        standing = [signal.level for signal in self.signals if signal.stands]
        if standing:
            return max(standing)
        return min((signal.level for signal in self.signals), default=None)

    @property
    def count(self) -> int | None:
        """The latest count that any signal told, in half days; None without signals."""
        return self.newest.count if self.newest else None

    @property
    def half_days(self) -> tuple[ProblematicHalfDay, ...]:
        """What counted, by the signal of the latest count."""
        return self.newest.half_days if self.newest else ()

    @property
    def newest(self) -> Signal | None:
        """The signal of which something was said last."""
        return max(self.signals, key=_said_last, default=None)


def _said_last(signal: Signal) -> tuple[datetime, int, int]:
    return signal.counted_at, signal.sequence, signal.level

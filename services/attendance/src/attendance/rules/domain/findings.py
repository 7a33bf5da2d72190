"""What counting a person comes to, before anybody is told."""

from dataclasses import dataclass
from uuid import UUID

from attendance.rules.domain.occurrences import Occurrence
from attendance.rules.domain.rule import LevelRule
from attendance.rules.domain.signal import CountedHalfDay, Signal


@dataclass(frozen=True, slots=True)
class Reached:
    """A person reached a level of this rule."""

    person_id: UUID
    rule: LevelRule
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class Lost:
    """A signal holds no more: the count is now `count`, resting on these half days. `shadow`: nobody had been told."""

    signal: Signal
    shadow: bool
    count: int
    half_days: tuple[CountedHalfDay, ...]


Finding = Reached | Lost

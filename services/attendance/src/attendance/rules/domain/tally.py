"""What the marks of a person add up to."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS
from attendance.rules.domain.signal import CountedHalfDay
from shared.domain.school_year import SchoolYear


class StandingLevel(NamedTuple):
    """A level with a standing signal. `shadow`: nobody was told."""

    rule: str
    level: int
    shadow: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """A person's problematic half days in one school year, and the levels with a standing signal."""

    person_id: UUID
    school_year: SchoolYear
    count: int
    standing: tuple[StandingLevel, ...]

    def levels_of(self, rule: str = PROBLEMATIC_HALF_DAYS, *, shadow: bool = False) -> tuple[int, ...]:
        """The levels of one rule with a standing signal, lowest first."""
        return tuple(
            sorted(standing.level for standing in self.standing if (standing.rule, standing.shadow) == (rule, shadow))
        )


class Evidence(NamedTuple):
    """What a person's count in one school year rests on; `transferred` are (last day, number)."""

    half_days: tuple[CountedHalfDay, ...]
    transferred: tuple[tuple[date, int], ...]


class PersonsPage(NamedTuple):
    """Some persons by id: those with anything to count, and the last one looked at (None: there are no more)."""

    persons: list[UUID]
    last: UUID | None


PersonYear = tuple[UUID, int]
"""A person and the year in which the school year starts."""

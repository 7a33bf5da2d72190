"""The signal (*melding*): attendance's conclusion that a person reached a level."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class CountedHalfDay:
    """A problematic half day that a signal rests on, and the event that reported it."""

    date: date
    half_day: HalfDay
    school: str
    pupil: str
    event_id: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A level that was reached, as concluded then. Standing until `withdrawn_at`.

    `school`, `pupil` and `level_of_education` are of the newest enrolment that holds on `reached_on`, as known then
    (`register_on`). They stay so. `calendar_version` is the version of that school's calendar (0: the Flemish
    calendar). `truancy` is whether only problematic half days counted.
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
    reached_on: date
    half_days: tuple[CountedHalfDay, ...]
    calendar_version: int
    concluded_at: datetime
    withdrawn_at: datetime | None = None
    truancy: bool = True

    @property
    def status(self) -> str:
        """`standing` or `withdrawn`."""
        return "standing" if self.withdrawn_at is None else "withdrawn"


class SignalFilter(NamedTuple):
    """Which signals to list: with `persons` only theirs. `schools` None is all schools.

    `status` is `standing` or `withdrawn`.
    """

    person_id: UUID | None = None
    school: str | None = None
    status: str | None = None
    level: int | None = None
    schools: frozenset[str] | None = None
    rule: str | None = None
    persons: frozenset[UUID] | None = None
    school_year: SchoolYear | None = None

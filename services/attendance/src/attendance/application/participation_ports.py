"""What the figures about participation, social mix and the school allowance need of storage."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from attendance.domain.planned_half_days import Expectation
from attendance.domain.social_mix import PupilsBySes
from shared.domain.school_year import SchoolYear


class ToddlerRegister(NamedTuple):
    """A toddler's time in nursery school at one school, on days that no newer enrolment of the person covers.

    The numbers are the marks on those days. `newest` says whether the person is a toddler of this school: by the newest
    enrolment that holds, else by the one that ended last.
    """

    person_id: UUID
    school: str
    birth_date: date | None
    expectation: Expectation
    problematic: int
    justified: int
    unknown: int
    newest: bool


class PlacedPupil(NamedTuple):
    """A person at the school of the newest enrolment that holds, else of the one that ended last.

    With the days of compulsory age without a known enrolment.
    """

    person_id: UUID
    school: str
    level_of_education: str
    unenrolled_days: int


class ParticipationFigures(Protocol):
    """Reads what the figures are made of; `today` is the last day that counts."""

    async def toddlers(self, school_year: SchoolYear, today: date) -> Sequence[ToddlerRegister]: ...
    async def by_ses(self, on: date, level: str | None) -> Sequence[PupilsBySes]: ...
    async def pupils(self, school_year: SchoolYear, today: date) -> Sequence[PlacedPupil]: ...
    async def often_absent(self, school_year: SchoolYear, more_than: int) -> set[UUID]: ...

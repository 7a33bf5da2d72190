"""The enrolment gap: a resident child of compulsory age without a known enrolment."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from attendance.residents.domain.resident import Resident
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class EnrolmentGap:
    """That no enrolment is known on the reference date or later in the school year, as concluded then.

    It stands until `found_at`. No proof of anything: the child may be at a school that reports nothing here, in home
    education, or exempted.
    """

    signal_id: UUID
    person_id: UUID
    school_year: SchoolYear
    reference_date: date
    concluded_at: datetime
    found_at: datetime | None = None

    @property
    def status(self) -> str:
        """`missing` or `found`."""
        return "missing" if self.found_at is None else "found"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One child of one school year beside the enrolments: whether no enrolment is known, and the gap that stands, if
    any.
    """

    person_id: UUID
    school_year: SchoolYear
    reference_date: date
    missing: bool
    standing: EnrolmentGap | None


class GapFilter(NamedTuple):
    """Which gaps to list; `status` is `missing` or `found`."""

    school_year: SchoolYear | None = None
    status: str | None = None
    person_id: UUID | None = None


class ListedGap(NamedTuple):
    """A gap, and what the newest list of the school year says of the child."""

    gap: EnrolmentGap
    resident: Resident

"""What is written of marks, and what comes of it."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from attendance.register.domain.mark import FinalRejection, Mark, Verdict
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay


class Rejected(NamedTuple):
    """A mark that was rejected for good."""

    pupil_id: int
    mark: Mark
    reason: FinalRejection


class WrittenMark(NamedTuple):
    """One half day around a write: `before` is None when there was no mark yet.

    `person_id` is None for a pupil without enrolment. `written` is false when the register had a newer mark (or this
    same mark), which stays. `gained`: what it says counts for some rule and is new; `lost`: what it replaced counted.
    """

    person_id: UUID | None
    before: Status | None
    after: Status
    verdict: Verdict
    school_year: int
    written: bool
    gained: bool = False
    lost: bool = False


class JudgedHalfDay(NamedTuple):
    """What the calendars of a school say of a half day: its school year (the year it starts in), and whether in it."""

    date: date
    half_day: HalfDay
    school_year: int
    inside: bool

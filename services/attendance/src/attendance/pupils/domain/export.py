"""Reports and marks with all their versions, as an export has them."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from attendance.register.domain.mark import FinalRejection, Verdict
from attendance.register.domain.planned_half_days import Expectation
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay


class Known(NamedTuple):
    """From when until when the system held something for true; None: since always, or still."""

    since: datetime | None
    until: datetime | None


class ExportedMark(NamedTuple):
    """A mark, present or replaced. `verdict` is the verdict on a present mark; None for a replaced mark."""

    date: date
    half_day: HalfDay
    status: Status
    recorded_at: datetime
    event_id: str
    known: Known
    verdict: Verdict | FinalRejection | None
    held_by: UUID | None


class ExportedEnrolment(NamedTuple):
    """An enrolment as the school reported it, without anything that says who the pupil is."""

    valid_from: date
    level: str
    class_name: str | None
    structure: str | None
    site: str | None
    transferred_problematic: int | None
    transferred_until: date | None
    recorded_at: datetime
    event_id: str
    known: Known


class ExportedWithdrawal(NamedTuple):
    """A withdrawal as the school reported it."""

    valid_until: date | None
    recorded_at: datetime
    event_id: str
    known: Known


class ExportedAssumption(NamedTuple):
    """An enrolment that an import assumed."""

    first: date
    last: date
    level: str
    recorded_at: datetime
    known: Known


class ExportedReports(NamedTuple):
    """What was reported of one pupil's enrolment, replaced reports included."""

    enrolments: list[ExportedEnrolment]
    withdrawals: list[ExportedWithdrawal]
    assumed: list[ExportedAssumption]


class PupilOfPerson(NamedTuple):
    """A pupil of a person, by pupil id."""

    pupil_id: int
    school: str
    pupil: str
    expectation: Expectation

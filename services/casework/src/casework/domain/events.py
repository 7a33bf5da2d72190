"""What happened to a case, for the other services: past tense, no names, no free text."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework.domain.signal import ProblematicHalfDay
from casework.domain.vocabulary import CaseType, Outcome, ReasonCode
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Something that happened to one case."""

    case_id: UUID
    reference: str


@dataclass(frozen=True, slots=True)
class CaseBegan(CaseEvent):
    """A case began or, at ``opened_at``, began again. Without signal: by a caseworker's hand."""

    case_type: CaseType
    person_id: UUID
    school: str
    pupil: str
    school_year: SchoolYear
    signal_id: UUID | None
    level: int | None
    count: int | None
    rule: str | None
    half_days: tuple[ProblematicHalfDay, ...]
    opened_at: datetime
    respond_by: date


@dataclass(frozen=True, slots=True)
class CaseOpened(CaseBegan):
    """There is a new case."""


@dataclass(frozen=True, slots=True)
class CaseReopened(CaseBegan):
    """A case that had ended goes on."""


@dataclass(frozen=True, slots=True)
class NotEnrolledCaseBegan(CaseEvent):
    """The case of a child that is not enrolled began or, at ``opened_at``, began again.

    Without signal, and so without reference date: by a caseworker's hand.
    """

    case_type: CaseType
    person_id: UUID
    school_year: SchoolYear
    signal_id: UUID | None
    reference_date: date | None
    opened_at: datetime
    respond_by: date | None


@dataclass(frozen=True, slots=True)
class NotEnrolledCaseOpened(NotEnrolledCaseBegan):
    """There is a new case."""


@dataclass(frozen=True, slots=True)
class NotEnrolledCaseReopened(NotEnrolledCaseBegan):
    """A case that had ended goes on."""


@dataclass(frozen=True, slots=True)
class CaseEscalated(CaseEvent):
    """A level was reached above every level the case had by that rule in that school year.

    ``new_school_year``: nothing stood of that newer school year, so the terms run anew; only then there is a new
    ``respond_by``.
    """

    signal_id: UUID
    level: int
    count: int
    rule: str
    school_year: SchoolYear
    new_school_year: bool
    person_id: UUID
    school: str
    pupil: str
    half_days: tuple[ProblematicHalfDay, ...]
    respond_by: date | None


@dataclass(frozen=True, slots=True)
class EscalationWithdrawn(CaseEvent):
    """No level of a newer school year, of which an escalation told, holds any more; the case itself stays."""

    school_year: SchoolYear


@dataclass(frozen=True, slots=True)
class CaseAssigned(CaseEvent):
    """A caseworker has the case now."""

    assignee: str


@dataclass(frozen=True, slots=True)
class MeetingRequested(CaseEvent):
    """A care meeting (*zorgoverleg*) should be held between two dates, both included."""

    person_id: UUID
    school: str
    required_roles: tuple[Role, ...]
    optional_roles: tuple[Role, ...]
    not_before: date
    hold_by: date
    assignee: str | None
    meeting_id: UUID
    meeting_type: str = "care-meeting"


@dataclass(frozen=True, slots=True)
class WithdrawalProposed(CaseEvent):
    """What the case rests on no longer holds."""

    reason: ReasonCode


@dataclass(frozen=True, slots=True)
class WithdrawalDropped(CaseEvent):
    """The case goes on where it was before its withdrawal was proposed."""

    reason: ReasonCode


@dataclass(frozen=True, slots=True)
class CaseWithdrawn(CaseEvent):
    """A caseworker confirmed that the case does not hold."""

    reason: ReasonCode


@dataclass(frozen=True, slots=True)
class CaseClosed(CaseEvent):
    """A case ended with an outcome; a merged one goes on in another case."""

    reason: ReasonCode
    outcome: Outcome
    merged_into: UUID | None


@dataclass(frozen=True, slots=True)
class NotEnrolledCaseClosed(CaseClosed):
    """The case of a child that is not enrolled ended."""

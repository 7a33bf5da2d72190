"""What happened to a case, for the other services: past tense, no names, no free text."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework.domain.watch import Criterion
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class CountedHalfDay:
    """One half day that counted."""

    date: date
    half_day: HalfDay
    school: str


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Something that happened to one case."""

    case_id: UUID
    reference: str
    case_type: str


@dataclass(frozen=True, slots=True)
class GroundTold:
    """Something a case rests on; ``id`` is None for what a caseworker did by hand."""

    kind: str
    id: UUID | None
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBegan(CaseEvent):
    """A case began or, at ``opened_at``, began again. Without signal: by a caseworker's hand.

    What a type of case has not is left out.
    """

    person_id: UUID
    school_year: SchoolYear
    grounds: tuple[GroundTold, ...]
    signal_id: UUID | None
    opened_at: datetime
    respond_by: date | None
    school: str | None = None
    pupil: str | None = None
    level_of_education: str | None = None
    level: int | None = None
    count: int | None = None
    rule: str | None = None
    half_days: tuple[CountedHalfDay, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseOpened(CaseBegan):
    """There is a new case."""


@dataclass(frozen=True, slots=True)
class CaseReopened(CaseBegan):
    """A case that had ended goes on."""


@dataclass(frozen=True, slots=True)
class CaseEscalated(CaseEvent):
    """A level was reached above every level the case had by that rule in that school year.

    ``new_school_year``: nothing stood of that newer school year, so the terms run anew; only then there is a new
    ``respond_by``. ``by_merger``: the level came from another case of the same person.
    """

    signal_id: UUID
    level: int
    count: int
    rule: str
    school_year: SchoolYear
    new_school_year: bool
    grounds: tuple[GroundTold, ...]
    person_id: UUID
    school: str
    pupil: str
    half_days: tuple[CountedHalfDay, ...]
    respond_by: date | None
    level_of_education: str
    by_merger: bool


@dataclass(frozen=True, slots=True)
class EscalationWithdrawn(CaseEvent):
    """An escalation told of a level of a newer school year, and no level of that year holds any more. The case itself
    stays.
    """

    school_year: SchoolYear


@dataclass(frozen=True, slots=True)
class LevelFallen(CaseEvent):
    """A level no longer holds, and the case stays."""

    signal_id: UUID
    level: int
    school_year: SchoolYear
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTransferred(CaseEvent):
    """An open case goes on at another school from the day ``on``, in whose register its pupil is ``pupil``.

    The rest is what an opening tells, as it is now; ``school_year`` is that of the level, if there is a level.
    """

    person_id: UUID
    from_school: str
    to_school: str
    pupil: str
    level_of_education: str | None
    on: date
    school_year: SchoolYear
    grounds: tuple[GroundTold, ...]
    level: int | None = None
    count: int | None = None
    rule: str | None = None
    half_days: tuple[CountedHalfDay, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseAssigned(CaseEvent):
    """A caseworker has the case now."""

    assignee: str


@dataclass(frozen=True, slots=True)
class MeetingRequested(CaseEvent):
    """A care meeting (*zorgoverleg*) should be held between two dates, both included.

    ``replaces`` is the meeting at the school the case was transferred from; None without such a meeting.
    """

    person_id: UUID
    school: str
    required_roles: tuple[Role, ...]
    optional_roles: tuple[Role, ...]
    not_before: date
    hold_by: date
    assignee: str | None
    meeting_id: UUID
    meeting_type: str
    replaces: UUID | None = None


@dataclass(frozen=True, slots=True)
class CasePersonErased(CaseEvent):
    """The person of the case was erased."""


@dataclass(frozen=True, slots=True)
class TaskDone(CaseEvent):
    """What somebody agreed at a meeting to do for a case is done."""

    action_id: UUID
    task_id: UUID
    done_on: date


@dataclass(frozen=True, slots=True)
class WithdrawalProposed(CaseEvent):
    """What the case rests on no longer holds."""

    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawalDropped(CaseEvent):
    """The case goes on where it was before its withdrawal was proposed."""

    reason: str


@dataclass(frozen=True, slots=True)
class CaseWithdrawn(CaseEvent):
    """A caseworker confirmed that the case does not hold."""

    reason: str


@dataclass(frozen=True, slots=True)
class CaseClosed(CaseEvent):
    """A case ended with an outcome; a merged one goes on in another case."""

    reason: str
    outcome: str
    merged_into: UUID | None


@dataclass(frozen=True, slots=True)
class CaseDue(CaseEvent):
    """The last day of a term is near: of the term to respond, or of the state the case is in."""

    term: str
    due_on: date


@dataclass(frozen=True, slots=True)
class CaseOverdue(CaseEvent):
    """The last day of a term has passed; told again, with who has to know, when it has passed for long."""

    term: str
    due_on: date
    escalated_to: Role | None


@dataclass(frozen=True, slots=True)
class WatchAsked(CaseEvent):
    """Attendance should watch this person from the day after ``asked_on``, instead of what the case asked before."""

    person_id: UUID
    criteria: tuple[Criterion, ...]
    asked_on: date


@dataclass(frozen=True, slots=True)
class WatchEnded(CaseEvent):
    """Nobody waits any more for what was asked to be watched of this person."""

    person_id: UUID


@dataclass(frozen=True, slots=True)
class ReferralAsked(CaseEvent):
    """Somebody is asked to do something for the pupil. ``contact_id`` is None for an organisation without a contact."""

    referral_id: UUID
    to: str
    contact_id: str | None


@dataclass(frozen=True, slots=True)
class ReferralAnswered(ReferralAsked):
    """What became of a referral: the answer, or that it was withdrawn or done."""

    answer: str


@dataclass(frozen=True, slots=True)
class ConsentRecorded(CaseEvent):
    """Data may be shared for this purpose; ``until`` is the last day, None without a last day."""

    purpose: str
    until: date | None


@dataclass(frozen=True, slots=True)
class ConsentEnded(ConsentRecorded):
    """Data may no longer be shared by that consent."""

"""Stream `casework.cases.v1`: the life of a case, whatever its type, which `case_type` says.

What a type of case has not is absent. A receiver acts on the types it knows and passes over the others.
"""

from typing import Annotated, Any, ClassVar, Final
from uuid import UUID

from pydantic import Field

from shared.contracts.case_ground import Ground
from shared.contracts.contract import Contract
from shared.contracts.counted_half_day import CountedHalfDay
from shared.contracts.fields import (
    ContactId,
    Count,
    Flag,
    Level,
    PupilNumber,
    Reference,
    SchoolNumber,
    SchoolYearLabel,
    Slug,
    Text,
)
from shared.contracts.moments import IsoDate, Time
from shared.contracts.vocabulary import EducationLevel, PersonRole
from shared.contracts.watch_criterion import WatchCriterion

TOPIC = "casework.cases.v1"

MERGED: Final = "merged"
"""The outcome that every type of case has beside its own: the case goes on in another one of the same person."""

_ABSENT: Any = Field(default=None, exclude_if=lambda value: value is None)
_NOTHING: Any = Field(default=(), exclude_if=lambda values: not values)


class CaseEvent(Contract):
    """What every event about a case says."""

    case_id: UUID
    """The case."""
    reference: Reference
    """The case's reference for people."""
    case_type: Slug = "truancy"
    """Type of case, such as `truancy` or `not-enrolled`; absent in what was told before this field was there."""


class _OfType(CaseEvent):
    case_type: Slug
    """Type of case, such as `truancy` or `not-enrolled`."""


class _CaseInProgress(_OfType):
    person_id: UUID
    """The person the case is about."""
    school: SchoolNumber | None = _ABSENT
    """School of the pupil; absent where the case is at no school."""
    pupil: PupilNumber | None = _ABSENT
    """Register number at that school."""
    level_of_education: EducationLevel | None = _ABSENT
    """Level of education there; absent where it is not known, as in what was told before this field was there."""
    school_year: SchoolYearLabel
    """School year of the case."""
    grounds: tuple[Ground, ...] = _NOTHING
    """What the case rests on, the oldest first; also what fell, until that is dealt with."""
    signal_id: UUID | None = _ABSENT
    """The ground that led to it; absent when it was done by hand."""
    level: Level | None = _ABSENT
    """Highest level the case has; absent when it has no level."""
    rule: Slug | None = _ABSENT
    """The rule of the level. Levels of different rules are never compared."""
    count: Count | None = _ABSENT
    """What was counted when the level was concluded, in the unit of its rule."""
    half_days: tuple[CountedHalfDay, ...] = _NOTHING
    """What was counted; absent when nothing was."""
    opened_at: Time
    """When the case was opened, or opened again."""
    respond_by: IsoDate | None = _ABSENT
    """Day by which the caseworker has to respond; absent where no term was agreed."""


class CaseOpened(_CaseInProgress):
    """A case was opened: by what it rests on, or by hand."""

    event_type: ClassVar[str] = "be.flankerend.casework.case-opened.v1"
    topic: ClassVar[str] = TOPIC


class CaseReopened(_CaseInProgress):
    """A closed or withdrawn case goes on: by a ground of the same school year, or by hand."""

    event_type: ClassVar[str] = "be.flankerend.casework.case-reopened.v1"
    topic: ClassVar[str] = TOPIC


class CaseEscalated(CaseEvent):
    """An open case got a level above every level it had by that rule in that school year.

    Also the first level that stands in a newer school year: `new_school_year` is true, and the terms run anew.
    """

    event_type: ClassVar[str] = "be.flankerend.casework.case-escalated.v1"
    topic: ClassVar[str] = TOPIC

    signal_id: UUID | None = _ABSENT
    """The ground that raised it."""
    level: Level | None = _ABSENT
    """The new level."""
    count: Count | None = _ABSENT
    """What was counted when the level was concluded, in the unit of its rule."""
    school_year: SchoolYearLabel | None = _ABSENT
    """School year of the level, which may be newer than that of the case."""
    rule: Slug | None = _ABSENT
    """The rule of the level."""
    new_school_year: Flag = False
    """Whether nothing that stands was told of that school year, newer than that of the case, before."""
    by_merger: Flag = False
    """Whether the level came from another case of the same person, which goes on in this case: nobody is told of it."""
    grounds: tuple[Ground, ...] = _NOTHING
    """What the case rests on now, the oldest first; also what fell, until that is dealt with."""
    person_id: UUID | None = _ABSENT
    """The person the case is about."""
    school: SchoolNumber | None = _ABSENT
    """School of the pupil, as the level names it."""
    pupil: PupilNumber | None = _ABSENT
    """Register number at that school."""
    level_of_education: EducationLevel | None = _ABSENT
    """Level of education there; absent in what was told before this field was there."""
    half_days: tuple[CountedHalfDay, ...] = _NOTHING
    """What was counted; absent when nothing was."""
    respond_by: IsoDate | None = _ABSENT
    """New day by which the caseworker has to respond; absent where the terms do not run anew."""


class EscalationWithdrawn(CaseEvent):
    """No level of a newer school year that a case-escalated told of holds any more, and the case itself stays.

    Where no other school year's level stands either, a withdrawal of the case is proposed instead.
    """

    event_type: ClassVar[str] = "be.flankerend.casework.escalation-withdrawn.v1"
    topic: ClassVar[str] = TOPIC

    school_year: SchoolYearLabel
    """The newer school year."""


class LevelFallen(CaseEvent):
    """A level of a case no longer holds, and the case stays. Not told while the withdrawal of the case is proposed."""

    event_type: ClassVar[str] = "be.flankerend.casework.level-fallen.v1"
    topic: ClassVar[str] = TOPIC

    signal_id: UUID
    """The level."""
    level: Level
    """What the level was."""
    school_year: SchoolYearLabel
    """School year of the level."""
    rule: Slug
    """The rule of the level."""


class CaseTransferred(_OfType):
    """An open case goes on at another school, because its pupil changed to that school or a caseworker says so.

    From then on the case is that school's, with its counsellor and its CLB. A meeting that stands at the former school
    is asked for anew by a `meeting-requested` that follows.
    """

    event_type: ClassVar[str] = "be.flankerend.casework.case-transferred.v1"
    topic: ClassVar[str] = TOPIC

    from_school: SchoolNumber
    """School the case was at."""
    to_school: SchoolNumber
    """School the case is at from now on."""
    pupil: PupilNumber
    """Register number of the pupil at that school."""
    level_of_education: EducationLevel | None = _ABSENT
    """Level of education there; absent in what was told before this field was there."""
    on: IsoDate
    """Day of the transfer."""
    person_id: UUID
    """The person the case is about."""
    school_year: SchoolYearLabel
    """School year of the level, which may be newer than that of the case; that of the case without a level."""
    grounds: tuple[Ground, ...] = _NOTHING
    """What the case rests on, the oldest first; also what fell, until that is dealt with."""
    level: Level | None = _ABSENT
    """Highest level the case has; absent when it has no level."""
    rule: Slug | None = _ABSENT
    """The rule of the level."""
    count: Count | None = _ABSENT
    """What was counted when the level was concluded, in the unit of its rule."""
    half_days: tuple[CountedHalfDay, ...] = _NOTHING
    """What was counted; absent when nothing was."""


class CaseAssigned(CaseEvent):
    """A case was given to somebody. Not told where that is the `sub` of a token that can be no contact's id."""

    event_type: ClassVar[str] = "be.flankerend.casework.case-assigned.v1"
    topic: ClassVar[str] = TOPIC

    assignee: ContactId
    """Who has it: a contact of the directory, or the `sub` of a token, which is no contact."""


class MeetingRequested(CaseEvent):
    """A case needs a meeting, within terms that were counted in school days of its school."""

    event_type: ClassVar[str] = "be.flankerend.casework.meeting-requested.v1"
    topic: ClassVar[str] = TOPIC

    meeting_type: Slug
    """Kind of meeting; `care-meeting` (zorgoverleg) is the first."""
    person_id: UUID
    """The person the case is about."""
    school: SchoolNumber
    """School of the pupil."""
    required_roles: tuple[PersonRole, ...]
    """Who has to be there."""
    optional_roles: tuple[PersonRole, ...]
    """Who takes part when free."""
    not_before: IsoDate
    """First day the meeting may be held."""
    hold_by: IsoDate
    """Last day the meeting may be held."""
    assignee: ContactId | None = _ABSENT
    """Who has the case, as in `case-assigned`; absent while nobody has it."""
    meeting_id: UUID | None = _ABSENT
    """What the meeting is called from now on; absent in what was asked before this field was there."""
    replaces: UUID | None = _ABSENT
    """The meeting at the former school of a transferred case that this meeting comes in place of."""


class _CaseReason(CaseEvent):
    reason: Text | None
    """Why; null if no reason was given."""


class WithdrawalProposed(_CaseReason):
    """What the case rests on fell; a caseworker decides whether the case is withdrawn or kept."""

    event_type: ClassVar[str] = "be.flankerend.casework.withdrawal-proposed.v1"
    topic: ClassVar[str] = TOPIC


class WithdrawalDropped(_CaseReason):
    """The case is kept, or what it rests on came back: it returned to the state it had."""

    event_type: ClassVar[str] = "be.flankerend.casework.withdrawal-dropped.v1"
    topic: ClassVar[str] = TOPIC


class CaseWithdrawn(_CaseReason):
    """A caseworker confirmed that the case no longer has a ground."""

    event_type: ClassVar[str] = "be.flankerend.casework.case-withdrawn.v1"
    topic: ClassVar[str] = TOPIC


class CaseClosed(_CaseReason):
    """A case came to its end."""

    event_type: ClassVar[str] = "be.flankerend.casework.case-closed.v1"
    topic: ClassVar[str] = TOPIC

    outcome: Slug
    """How it ended, by a word of its type of case, or `merged`."""
    merged_into: UUID | None = _ABSENT
    """With outcome `merged`: the case that goes on, with this case's timeline and meetings."""


class _OfTerm(CaseEvent):
    term: Slug
    """`respond-by`, or the state whose term it is, such as `active`."""
    due_on: IsoDate
    """Its last day, counted in school days."""


class CaseDue(_OfTerm):
    """The last day of a term of a case is near. Once per term; terms are local agreements."""

    event_type: ClassVar[str] = "be.flankerend.casework.case-due.v1"
    topic: ClassVar[str] = TOPIC


class CaseOverdue(_OfTerm):
    """The last day of a term of a case has passed, and nobody did what it is for.

    Once per term when the day has passed, and once more with `escalated_to` when it has passed for long.
    """

    event_type: ClassVar[str] = "be.flankerend.casework.case-overdue.v1"
    topic: ClassVar[str] = TOPIC

    escalated_to: PersonRole | None = _ABSENT
    """Who has to know by now; absent when the day has just passed."""


class _Watch(Contract):
    case_id: UUID
    """The case."""
    person_id: UUID
    """The person who is watched."""


class WatchAsked(_Watch):
    """A case asks attendance to watch the pupil, in place of what it asked before; watch-met or -broken answers."""

    event_type: ClassVar[str] = "be.flankerend.casework.watch-asked.v1"
    topic: ClassVar[str] = TOPIC

    criteria: Annotated[tuple[WatchCriterion, ...], Field(min_length=1, max_length=10)]
    """What to watch. Met when all of them are, broken when the first of them is."""
    asked_on: IsoDate
    """The day it was asked: from the day after on is watched."""


class WatchEnded(_Watch):
    """Nobody waits any more for what was asked to be watched."""

    event_type: ClassVar[str] = "be.flankerend.casework.watch-ended.v1"
    topic: ClassVar[str] = TOPIC


class _Referral(_OfType):
    referral_id: UUID
    """The referral."""
    to: Slug
    """Who is asked: `clb`, `naft`, `municipality`, `counsellor` or `youth-coach`; others may come."""
    contact_id: ContactId | None = _ABSENT
    """The contact who is asked; absent for an organisation without a contact in the directory."""


class ReferralAsked(_Referral):
    """Somebody is asked to do something for the pupil of a case: a CLB, a youth coach, another municipality, …"""

    event_type: ClassVar[str] = "be.flankerend.casework.referral-asked.v1"
    topic: ClassVar[str] = TOPIC


class ReferralAnswered(_Referral):
    """What became of a referral. One event for each answer, in order."""

    event_type: ClassVar[str] = "be.flankerend.casework.referral-answered.v1"
    topic: ClassVar[str] = TOPIC

    answer: Slug
    """Of a CLB `received`, `taken-up`, `not-taken-up` or `closed`; of others `accepted`, `declined` or `done`.
    `withdrawn` where who asked no longer asks."""


class _Consent(_OfType):
    purpose: Slug
    """The receiver that data of the pupil may be shared with: `share-with-clb`, `share-with-naft`,
    `share-with-municipality`, `share-with-school` or `share-with-youth-coach`; others may come."""
    until: IsoDate | None = _ABSENT
    """The last day on which it holds; absent where no consent was needed."""


class ConsentRecorded(_Consent):
    """A consent was recorded, or why no consent was needed: from now on data may be shared for this purpose."""

    event_type: ClassVar[str] = "be.flankerend.casework.consent-recorded.v1"
    topic: ClassVar[str] = TOPIC


class ConsentEnded(_Consent):
    """A consent was taken back, or its last day has passed."""

    event_type: ClassVar[str] = "be.flankerend.casework.consent-ended.v1"
    topic: ClassVar[str] = TOPIC


class CasePersonErased(_OfType):
    """The person of a case was erased. The case stays with its number; whoever keeps more about it removes that."""

    event_type: ClassVar[str] = "be.flankerend.casework.case-person-erased.v1"
    topic: ClassVar[str] = TOPIC


class TaskDone(CaseEvent):
    """What somebody agreed at a meeting to do for a case is done."""

    event_type: ClassVar[str] = "be.flankerend.casework.task-done.v1"
    topic: ClassVar[str] = TOPIC

    action_id: UUID
    """The action, as action-agreed named it."""
    task_id: UUID
    """The task that casework made of it."""
    done_on: IsoDate
    """Day on which it was marked as done."""

"""Stream `casework.cases.v1`: the life of a case."""

from typing import ClassVar
from uuid import UUID

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
from shared.contracts.vocabulary import CaseOutcome
from shared.domain.roles import Role

TOPIC = "casework.cases.v1"


class CaseEvent(Contract):
    """What every event about a case says."""

    case_id: UUID
    """The case."""
    reference: Reference
    """The case's reference for people."""


class _CaseInProgress(CaseEvent):
    case_type: Slug
    """Kind of case; `truancy` is the first."""
    person_id: UUID
    """The person the case is about."""
    school: SchoolNumber
    """School of the pupil."""
    pupil: PupilNumber
    """Register number at that school."""
    school_year: SchoolYearLabel
    """School year of the case."""
    signal_id: UUID | None
    """The signal that led to it; null when it was done by hand."""
    level: Level | None
    """Highest level the case has; null when it was done by hand and no level stands."""
    count: Count | None
    """Problematic half days when the level was concluded; null when nothing was counted."""
    half_days: tuple[CountedHalfDay, ...]
    """What was counted."""
    opened_at: Time
    """When the case was opened, or opened again."""
    respond_by: IsoDate
    """Day by which the caseworker has to respond."""
    rule: Slug | None = None
    """The rule of the level; null or absent without a level."""


class CaseOpened(_CaseInProgress):
    """A case was opened: by a level, or by hand."""

    event_type: ClassVar[str] = "be.flankerend.casework.case-opened.v1"
    topic: ClassVar[str] = TOPIC


class CaseReopened(_CaseInProgress):
    """A closed or withdrawn case goes on: by a level of the same school year, or by hand."""

    event_type: ClassVar[str] = "be.flankerend.casework.case-reopened.v1"
    topic: ClassVar[str] = TOPIC


class CaseEscalated(CaseEvent):
    """An open case got a level above every level it had by that rule in that school year.

    Or the first level that stands of a newer school year: then `new_school_year` is true, the terms of the case run
    anew, and the CLB of the school is told.
    """

    event_type: ClassVar[str] = "be.flankerend.casework.case-escalated.v1"
    topic: ClassVar[str] = TOPIC

    signal_id: UUID
    """The signal that raised it."""
    level: Level
    """The new level."""
    count: Count
    """Problematic half days when the level was concluded."""
    school_year: SchoolYearLabel | None = None
    """School year of the level, which may be newer than that of the case."""
    rule: Slug | None = None
    """The rule of the level."""
    new_school_year: Flag = False
    """Whether nothing that stands was told of that school year, newer than that of the case, before."""
    person_id: UUID | None = None
    """The person the case is about."""
    school: SchoolNumber | None = None
    """School of the pupil, as the level names it."""
    pupil: PupilNumber | None = None
    """Register number at that school."""
    half_days: tuple[CountedHalfDay, ...] = ()
    """What was counted."""
    respond_by: IsoDate | None = None
    """New day by which the caseworker has to respond; null or absent where the terms do not run anew."""


class EscalationWithdrawn(CaseEvent):
    """No level of a newer school year, of which a case-escalated told, holds any more; the case itself stays.

    Where no other school year's level stands either, a withdrawal of the case is proposed instead.
    """

    event_type: ClassVar[str] = "be.flankerend.casework.escalation-withdrawn.v1"
    topic: ClassVar[str] = TOPIC

    school_year: SchoolYearLabel
    """The newer school year."""


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
    required_roles: tuple[Role, ...]
    """Who has to be there."""
    optional_roles: tuple[Role, ...]
    """Who takes part when free."""
    not_before: IsoDate
    """First day the meeting may be held."""
    hold_by: IsoDate
    """Last day the meeting may be held."""
    assignee: ContactId | None = None
    """Who has the case, as in `case-assigned`; null or absent while nobody has it."""
    meeting_id: UUID | None = None
    """What the meeting is called from now on; null or absent in what was asked before this field was there."""


class _CaseReason(CaseEvent):
    reason: Text | None
    """Why; null when none was given."""


class WithdrawalProposed(_CaseReason):
    """The case's lowest level fell; a caseworker decides whether the case is withdrawn or kept."""

    event_type: ClassVar[str] = "be.flankerend.casework.withdrawal-proposed.v1"
    topic: ClassVar[str] = TOPIC


class WithdrawalDropped(_CaseReason):
    """The case is kept, or its level came back: it returned to the state it had."""

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

    outcome: CaseOutcome
    """How it ended."""
    merged_into: UUID | None = None
    """With outcome `merged`: the case that goes on, with this one's timeline and meetings."""

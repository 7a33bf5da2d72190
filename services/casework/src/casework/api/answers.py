"""What casework answers."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from casework.domain.notice import NoticeAnswer, NoticeStatus
from casework.domain.states import Status
from casework.domain.vocabulary import AttentionReason, ContactMeans, ContactParty, MeetingStatus
from shared.domain.half_days import HalfDay
from shared.domain.patterns import worded
from shared.domain.roles import Role


class SignalAnswer(BaseModel):
    """A level the case had; ``status`` says whether it holds."""

    signal_id: UUID
    level: int
    count: int
    school_year: str
    rule: str
    rule_version: int
    reached_on: date
    status: Annotated[str, Field(pattern=worded("^(standing|withdrawn)$", "standing or withdrawn"))]


class GapAnswer(BaseModel):
    """That no enrolment of the child was known; ``found`` when an enrolment is known after all."""

    signal_id: UUID
    school_year: str
    reference_date: date
    status: Annotated[str, Field(pattern=worded("^(missing|found)$", "missing or found"))]


class GroundAnswer(BaseModel):
    """What the case rests on: what it is, the id of what was said, since when, and whether it holds."""

    kind: str
    id: UUID
    since: date
    stands: bool


class AttentionAnswer(BaseModel):
    """That a care meeting no longer fits, or is past and not completed: since when, and why."""

    since: datetime
    reasons: list[AttentionReason]


class MeetingAnswer(BaseModel):
    """A care meeting about the case; ``attention`` is null when nothing about it asks for somebody."""

    meeting_id: UUID
    status: MeetingStatus
    starts_at: datetime | None
    ends_at: datetime | None
    place: str | None
    attention: AttentionAnswer | None


class HalfDayAnswer(BaseModel):
    """A problematic half day that counted."""

    date: date
    half_day: HalfDay
    school: str


class CaseNoticeAnswer(BaseModel):
    """A notice to one receiver about the case or its meeting; ``answer`` is null until the receiver answers."""

    template: str
    recipient_role: Role
    status: NoticeStatus
    answer: NoticeAnswer | None


class CaseAnswer(BaseModel):
    """A case. Names are null where the caller may not see them or they are not known.

    ``level`` and ``count`` are by ``rule`` in ``level_school_year``, which may be later than the case's own
    ``school_year``. All four are null for a case by hand.

    ``class`` is the pupil's at ``school``; null when it is not known. ``half_days`` are those that counted when the
    level was said last. ``half_days`` and ``notices`` are null for a youth coach; a CLB sees the notices it got itself.

    ``grounds`` are what the case rests on, whatever its type. A field that a type of case does not have is null or
    empty. A case of type ``not-enrolled`` is at no school: ``school`` and ``pupil`` are null. It has ``enrolment_gaps``
    in place of ``signals``, and ``respond_by`` is null as long as no term is set.
    """

    case_id: UUID
    reference: str
    case_type: str
    status: Status
    level: int | None
    count: int | None
    rule: str | None
    level_school_year: str | None
    person_id: UUID
    given_name: str | None
    family_name: str | None
    school: str | None
    pupil: str | None
    class_: Annotated[str | None, Field(alias="class")]
    school_year: str
    assignee: str | None
    opened_at: datetime
    respond_by: date | None
    hold_until: date | None
    outcome: str | None
    ended_at: datetime | None
    merged_into: UUID | None
    grounds: list[GroundAnswer]
    signals: list[SignalAnswer]
    enrolment_gaps: list[GapAnswer]
    meetings: list[MeetingAnswer]
    half_days: list[HalfDayAnswer] | None
    notices: list[CaseNoticeAnswer] | None
    version: int


class WorkReasonAnswer(BaseModel):
    """Something about a case that asks for somebody: a meeting, why, and its day."""

    kind: Literal["meeting"]
    reason: AttentionReason
    meeting_id: UUID
    due: date


class WorkItemAnswer(CaseAnswer):
    """A case to work on: when something is due, whether that day has passed, and which meetings ask for somebody."""

    due: date | None
    overdue: bool
    reasons: list[WorkReasonAnswer]


class CaseloadAnswer(BaseModel):
    """Open cases of an assignee (null: of nobody); ``heavy`` from the number in the settings on."""

    assignee: str | None
    total: int
    by_status: dict[Status, int]
    heavy: bool


class CaseloadsAnswer(BaseModel):
    """The caseloads of all assignees."""

    items: list[CaseloadAnswer]
    next: str | None = None


class EntryAnswer(BaseModel):
    """An entry of the timeline; ``event_id`` is the event behind it, null for a person's own act."""

    at: datetime
    kind: str
    by: str
    text: str
    event_id: str | None


class NoteAnswer(BaseModel):
    """A note."""

    note_id: UUID
    at: datetime
    by: str
    text: str


class TaskAnswer(BaseModel):
    """A task; ``done_at`` is null until it is done."""

    task_id: UUID
    text: str
    owner: str
    due: date
    at: datetime
    by: str
    done_at: datetime | None


class CaseContactAnswer(BaseModel):
    """A contact about the case."""

    case_contact_id: UUID
    on: date
    party: ContactParty
    means: ContactMeans
    text: str
    at: datetime
    by: str

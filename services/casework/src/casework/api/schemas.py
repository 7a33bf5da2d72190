"""Requests and answers of casework's HTTP interface."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from casework.domain.notice import NoticeAnswer, NoticeStatus
from casework.domain.states import Status
from casework.domain.vocabulary import (
    AttentionReason,
    ContactMeans,
    ContactParty,
    MeetingStatus,
)
from shared.contracts.fields import PupilNumber, SchoolNumber, Slug
from shared.contracts.moments import IsoDate
from shared.domain.half_days import HalfDay
from shared.domain.patterns import worded
from shared.domain.roles import Role

FreeText = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=2000,
        pattern=worded(r"^[^\x00-\x08\x0b-\x1f\x7f]*$", "text without control characters"),
    ),
]
"""A few sentences, 1 to 2,000 characters. Kept in the database alone."""

_WORKER_NAME = worded(r"^[^\x00-\x1f\x7f]{1,255}$", "1 to 255 characters, none of them a control character")
WorkerName = Annotated[str, Field(pattern=_WORKER_NAME, examples=["caseworker-1"])]
"""The id of a contact, or the ``sub`` of a token; upper and lower case differ."""


class Body(BaseModel):
    """What a request brings."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True)


class OpenCase(Body):
    """A case to open by hand: for a person, or for a pupil in a school's register."""

    case_type: Slug
    person_id: UUID | None = None
    school: SchoolNumber | None = None
    pupil: PupilNumber | None = None
    reason: FreeText


class Assign(Body):
    """To whom: a contact of role caseworker, coordinator or youth coach, or the ``sub`` of a token used here."""

    assignee: WorkerName


class Hold(Body):
    """Up to and with which day, and why."""

    until: IsoDate
    reason: FreeText


class Because(Body):
    """Why."""

    reason: FreeText


class Close(Body):
    """With which outcome, and why."""

    outcome: Slug
    reason: FreeText


class NewNote(Body):
    """A note."""

    text: FreeText


class NewTask(Body):
    """Something to do, by whom (see assign) and by when."""

    text: FreeText
    owner: WorkerName
    due: IsoDate


class NewContact(Body):
    """A contact about the case; ``on`` is its day."""

    on: IsoDate
    party: ContactParty
    means: ContactMeans
    text: FreeText


class SignalBody(BaseModel):
    """A level the case had; ``status`` says whether it holds."""

    signal_id: UUID
    level: int
    count: int
    school_year: str
    rule: str
    rule_version: int
    reached_on: date
    status: Annotated[str, Field(pattern=worded("^(standing|withdrawn)$", "standing or withdrawn"))]


class GapBody(BaseModel):
    """That no enrolment of the child was known; ``found`` when one is known after all."""

    signal_id: UUID
    school_year: str
    reference_date: date
    status: Annotated[str, Field(pattern=worded("^(missing|found)$", "missing or found"))]


class GroundBody(BaseModel):
    """What the case rests on: what it is, the id of what was said, since when, and whether it holds."""

    kind: str
    id: UUID
    since: date
    stands: bool


class AttentionBody(BaseModel):
    """That a care meeting no longer fits, or is past and not completed: since when, and why."""

    since: datetime
    reasons: list[AttentionReason]


class MeetingBody(BaseModel):
    """A care meeting about the case; ``attention`` is null when nothing about it asks for somebody."""

    meeting_id: UUID
    status: MeetingStatus
    starts_at: datetime | None
    ends_at: datetime | None
    place: str | None
    attention: AttentionBody | None


class HalfDayBody(BaseModel):
    """A problematic half day that counted."""

    date: date
    half_day: HalfDay
    school: str


class NoticeBody(BaseModel):
    """A notice to one receiver about the case or its meeting; ``answer`` is null until the receiver gave one."""

    template: str
    recipient_role: Role
    status: NoticeStatus
    answer: NoticeAnswer | None


class CaseBody(BaseModel):
    """A case. Names are null where the caller may not see them or they are not known.

    ``level`` and ``count`` are by ``rule`` in ``level_school_year``, which may be later than the case's own
    ``school_year``; all four are null for a case by hand.

    ``class`` is the pupil's at ``school``; null when it is not known. ``half_days`` are those that counted when the
    level was said last. ``half_days`` and ``notices`` are null for a youth coach; a CLB sees the notices it got itself.

    ``grounds`` are what it rests on, whatever its type; what a type of case has not is null or empty. A case of type
    ``not-enrolled`` is at no school: ``school`` and ``pupil`` are null, it has ``enrolment_gaps`` in place of
    ``signals``, and ``respond_by`` is null as long as no term is set.
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
    grounds: list[GroundBody]
    signals: list[SignalBody]
    enrolment_gaps: list[GapBody]
    meetings: list[MeetingBody]
    half_days: list[HalfDayBody] | None
    notices: list[NoticeBody] | None
    version: int


class WorkReasonBody(BaseModel):
    """Something about a case that asks for somebody: a meeting, why, and its day."""

    kind: Literal["meeting"]
    reason: AttentionReason
    meeting_id: UUID
    due: date


class WorkItemBody(CaseBody):
    """A case to work on: when something is due, whether that day has passed, and which meetings ask for somebody."""

    due: date | None
    overdue: bool
    reasons: list[WorkReasonBody]


class CaseloadBody(BaseModel):
    """Open cases of an assignee (null: of nobody); ``heavy`` from the number in the settings on."""

    assignee: str | None
    total: int
    by_status: dict[Status, int]
    heavy: bool


class CaseloadsBody(BaseModel):
    """The caseloads of all assignees."""

    items: list[CaseloadBody]
    next: str | None = None


class EntryBody(BaseModel):
    """An entry of the timeline; ``event_id`` is the event behind it, null for a person's own act."""

    at: datetime
    kind: str
    by: str
    text: str
    event_id: str | None


class NoteBody(BaseModel):
    """A note."""

    note_id: UUID
    at: datetime
    by: str
    text: str


class TaskBody(BaseModel):
    """A task; ``done_at`` is null until it is done."""

    task_id: UUID
    text: str
    owner: str
    due: date
    at: datetime
    by: str
    done_at: datetime | None


class ContactBody(BaseModel):
    """A contact about the case."""

    case_contact_id: UUID
    on: date
    party: ContactParty
    means: ContactMeans
    text: str
    at: datetime
    by: str

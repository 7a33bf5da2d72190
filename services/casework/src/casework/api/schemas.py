"""Requests and answers of casework's HTTP interface."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from casework.domain.states import Status
from casework.domain.timeline import EntryKind
from casework.domain.vocabulary import (
    CaseType,
    ContactMeans,
    ContactParty,
    MeetingStatus,
    Outcome,
)
from shared.contracts.fields import ContactId, PupilNumber, SchoolNumber
from shared.contracts.moments import IsoDate

FreeText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$"),
]
"""A few sentences, 1 to 2,000 characters. Kept in the database alone."""


class Body(BaseModel):
    """What a request brings."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True)


class OpenCase(Body):
    """A case to open by hand: for a person, or for a pupil in a school's register."""

    case_type: CaseType
    person_id: UUID | None = None
    school: SchoolNumber | None = None
    pupil: PupilNumber | None = None
    reason: FreeText


class Assign(Body):
    """To whom."""

    assignee: ContactId


class Hold(Body):
    """Up to and with which day, and why."""

    until: IsoDate
    reason: FreeText


class Because(Body):
    """Why."""

    reason: FreeText


class Close(Body):
    """With which outcome, and why."""

    outcome: Outcome
    reason: FreeText


class NewNote(Body):
    """A note."""

    text: FreeText


class NewTask(Body):
    """Something to do, by whom and by when."""

    text: FreeText
    owner: ContactId
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
    status: Annotated[str, Field(pattern="^(standing|withdrawn)$")]


class GapBody(BaseModel):
    """That no enrolment of the child was known; ``found`` when one is known after all."""

    signal_id: UUID
    school_year: str
    reference_date: date
    status: Annotated[str, Field(pattern="^(missing|found)$")]


class MeetingBody(BaseModel):
    """A care meeting about the case."""

    meeting_id: UUID
    status: MeetingStatus
    starts_at: datetime | None
    ends_at: datetime | None
    place: str | None


class CaseBody(BaseModel):
    """A case. Names are null where the caller may not see them or they are not known.

    A case of type ``not-enrolled`` is at no school: ``school`` and ``pupil`` are null, it has ``enrolment_gaps`` in
    place of signals, and ``respond_by`` is null as long as no term is set.
    """

    case_id: UUID
    reference: str
    case_type: CaseType
    status: Status
    level: int | None
    count: int | None
    person_id: UUID
    given_name: str | None
    family_name: str | None
    school: str | None
    pupil: str | None
    school_year: str
    assignee: str | None
    opened_at: datetime
    respond_by: date | None
    hold_until: date | None
    outcome: Outcome | None
    ended_at: datetime | None
    merged_into: UUID | None
    signals: list[SignalBody]
    enrolment_gaps: list[GapBody]
    meetings: list[MeetingBody]
    version: int


class WorkItemBody(CaseBody):
    """A case to work on: when something is due, and whether that day has passed."""

    due: date | None
    overdue: bool


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
    kind: EntryKind
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

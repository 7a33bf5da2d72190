"""Meetings as they are asked for."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import EXACT
from consultation.domain.meeting_kind import CARE_MEETING
from consultation.domain.wanted import Participant
from consultation.meetings.application.arrange_meeting import Arrangement
from consultation.meetings.domain.held import CaseDecision, Held
from shared.contracts.fields import ContactId, Flag, SchoolNumber, Slug, TypedLine
from shared.contracts.moments import IsoDate, Time
from shared.domain.decisions import Decision
from shared.domain.roles import Role


class NamedParticipantBody(BaseModel):
    """Somebody who takes part by name."""

    model_config = EXACT

    contact_id: ContactId
    """A contact of the directory, of whatever school."""
    role: Role
    """The contact's role; for a role in which somebody is named nobody else is chosen."""
    required: Flag = True
    """Whether the meeting can't do without."""

    def participant(self) -> Participant:
        return Participant(self.contact_id, self.role, self.required)


_Participants = Annotated[list[NamedParticipantBody], Field(max_length=20)]


class MeetingBody(BaseModel):
    """A meeting to arrange by hand: at `starts_at`, or at the earliest slot."""

    model_config = EXACT

    case_ids: list[UUID] = Field(max_length=50)
    """The cases it is about; empty only for a kind of meeting that needs no case."""
    school: SchoolNumber | None = None
    """School where it is; that of the first case when absent."""
    meeting_type: Slug = CARE_MEETING
    """Kind of meeting."""
    starts_at: Time | None = None
    """Start; the earliest slot when absent."""
    not_before: IsoDate | None = None
    """First day it may be held; today when absent."""
    hold_by: IsoDate | None = None
    """Last day it may be held; two weeks later when absent."""
    required_roles: list[Role] = Field(default_factory=list, min_length=1, max_length=5)
    """Who has to be there; those of the kind of meeting when absent."""
    optional_roles: list[Role] = Field(default_factory=list, max_length=5)
    """Who takes part when free; those of the kind of meeting when absent."""
    participants: _Participants = Field(default_factory=list)
    """Who takes part by name; for the other roles somebody is chosen."""
    place: TypedLine | None = None
    """Where; the place of the kind of meeting at that school when absent."""

    def arrangement(self) -> Arrangement:
        return Arrangement(
            case_ids=tuple(dict.fromkeys(self.case_ids)),
            school=self.school,
            starts_at=self.starts_at,
            not_before=self.not_before,
            hold_by=self.hold_by,
            required_roles=self._roles("required_roles"),
            optional_roles=self._roles("optional_roles"),
            participants=tuple(body.participant() for body in self.participants),
            place=self.place,
            meeting_type=self.meeting_type,
        )

    def _roles(self, field: str) -> tuple[Role, ...] | None:
        """The roles that were sent, each once; None if the field was left out."""
        return tuple(dict.fromkeys(getattr(self, field))) if field in self.model_fields_set else None


class RescheduleBody(BaseModel):
    """Where a meeting moves to: a time, or else the next earliest slot."""

    model_config = EXACT

    starts_at: Time | None = None
    """The new start."""
    hold_by: IsoDate | None = None
    """Last day it may be held now; the day it had when absent."""
    participants: _Participants | None = None
    """Who takes part by name from now on: nobody when empty, as before when absent. Without `starts_at` the meeting
    keeps its time if they can then."""

    def named(self) -> tuple[Participant, ...] | None:
        """Who is named; None if the field was left out."""
        return None if self.participants is None else tuple(body.participant() for body in self.participants)


class RelaxBody(BaseModel):
    """Which requirement is given up, so that a meeting gets a slot."""

    model_config = EXACT

    requirement: TypedLine
    """One of those in `relax` of the meeting: `availability`, `max_meetings_per_day`, `place`, `room`, `travel`,
    `deputies`, `notice`, `hold_by` or `without-<role>`."""
    place: TypedLine | None = None
    """The other place, where the place is given up."""


class CancelBody(BaseModel):
    """Why a meeting is called off."""

    model_config = EXACT

    reason: TypedLine | None = None
    """Why, for those who run the case."""


class CaseDecisionBody(BaseModel):
    """What was decided about a case."""

    model_config = EXACT

    case_id: UUID
    """The case, one of the meeting."""
    decision: Decision
    """What was decided; which there are is said by the kind of meeting."""


class CompleteBody(BaseModel):
    """Who was at a meeting, and what was decided."""

    model_config = EXACT

    present: list[ContactId] | None = Field(None, max_length=100)
    """Participants who were there; null or absent when nobody noted it."""
    decisions: list[CaseDecisionBody] = Field(default_factory=list, max_length=50)
    """What was decided, at most once for each case."""

    def held(self) -> Held:
        present = None if self.present is None else tuple(dict.fromkeys(self.present))
        return Held(present, tuple(CaseDecision(own.case_id, own.decision) for own in self.decisions))

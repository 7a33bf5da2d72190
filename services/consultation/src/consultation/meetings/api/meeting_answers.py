"""Meetings as they are answered."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.domain.wanted import NoSlot
from consultation.meetings.api.reply_bodies import ReplyAnswer
from consultation.meetings.domain.attention import Attention, AttentionReason
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from shared.domain.decisions import Decision
from shared.domain.roles import Role


class ParticipantAnswer(BaseModel):
    """Somebody who takes part."""

    model_config = DESCRIBED

    contact_id: str
    role: Role
    required: bool
    reply: ReplyAnswer | None
    """The answer to the invitation, about the time that the meeting has now; null while there is none."""


class AttentionAnswer(BaseModel):
    """That a meeting asks for somebody."""

    model_config = DESCRIBED

    since: datetime
    """From when on."""
    reasons: list[AttentionReason]
    """Why."""

    @classmethod
    def of(cls, attention: Attention) -> "AttentionAnswer":
        return cls(since=attention.since.astimezone(BRUSSELS), reasons=list(attention.reasons))


class CaseDecisionAnswer(BaseModel):
    """What was decided about a case."""

    model_config = DESCRIBED

    case_id: UUID
    """The case."""
    decision: Decision
    """What was decided."""


class RelaxationAnswer(BaseModel):
    """A requirement that alone stands in the way of a slot."""

    model_config = DESCRIBED

    requirement: str
    """What `POST /meetings/{meeting_id}/relax` takes; `contacts` only helps in the directory."""
    starts_at: datetime | None
    """When the slot would begin that giving it up gave when it was last looked for."""

    @classmethod
    def all_of(cls, why: NoSlot) -> list["RelaxationAnswer"]:
        starts = (*why.gives, *(None for _ in why.relax[len(why.gives) :]))
        return [
            cls(requirement=requirement, starts_at=start and start.astimezone(BRUSSELS))
            for requirement, start in zip(why.relax, starts, strict=True)
        ]


class MeetingAnswer(BaseModel):
    """A meeting, as `meeting-scheduled`, with its status."""

    model_config = DESCRIBED

    meeting_id: UUID
    case_ids: list[UUID]
    school: str
    meeting_type: str
    status: Status
    starts_at: datetime | None
    """Start; null until there is a slot."""
    ends_at: datetime | None
    place: str | None
    """Where, with the name of the room; null when not yet known."""
    room: str | None
    """The room that is booked for it; null where it has no room."""
    link: str
    """Address of the meeting."""
    participants: list[ParticipantAnswer]
    ical_uid: str
    ical_sequence: int
    not_before: date
    """First day it may be held."""
    hold_by: date
    """Last day it may be held."""
    reasons: list[str]
    """Why there is no slot."""
    relax: list[str]
    """What alone would give one."""
    relaxations: list["RelaxationAnswer"]
    """The same, with when the slot would begin."""
    cancel_reason: str | None
    """Why it was called off."""
    attention: AttentionAnswer | None
    """That it no longer fits, or is past and not completed; null when nothing asks for somebody."""
    created_at: datetime
    changed_at: datetime
    version: int
    """Rises with every change."""
    series_id: UUID | None
    """Of a session: the series it is of; null for a meeting that stands alone."""
    other_schools: list[str]
    """Of a session: the schools of its series beside the school where it is."""
    fixed_for: datetime | None
    """Of a session: its start by the rhythm of the series, wherever it moved; null for a meeting that stands alone."""
    present: list[str] | None
    """Participants who were there, as noted so far, for who takes part and who runs the case; null when not noted."""
    decisions: list[CaseDecisionAnswer]
    """What was decided, as noted so far, about the cases whose minutes the caller reads."""

    @classmethod
    def of(
        cls, meeting: Meeting, link: str, *, case_ids: Iterable[UUID], replies: Mapping[str, ReplyAnswer]
    ) -> "MeetingAnswer":
        time, why = meeting.slot and meeting.slot.time, meeting.no_slot or NoSlot((), ())
        people, session = meeting.slot.participants if meeting.slot else (), meeting.session
        return cls(
            meeting_id=meeting.meeting_id,
            case_ids=list(case_ids),
            school=meeting.school,
            meeting_type=meeting.meeting_type,
            status=meeting.status,
            starts_at=time.start.astimezone(BRUSSELS) if time else None,
            ends_at=time.end.astimezone(BRUSSELS) if time else None,
            place=meeting.location,
            room=meeting.slot.room.room_id if meeting.slot and meeting.slot.room else None,
            link=link,
            participants=[
                ParticipantAnswer(
                    contact_id=person.contact_id,
                    role=person.role,
                    required=person.required,
                    reply=replies.get(person.contact_id),
                )
                for person in people
            ],
            ical_uid=meeting.ical_uid,
            ical_sequence=meeting.ical_sequence,
            not_before=meeting.wanted.not_before,
            hold_by=meeting.wanted.hold_by,
            reasons=list(why.reasons),
            relax=list(why.relax),
            relaxations=RelaxationAnswer.all_of(why),
            cancel_reason=meeting.cancel_reason,
            attention=AttentionAnswer.of(meeting.attention) if meeting.attention else None,
            created_at=meeting.created_at.astimezone(BRUSSELS),
            changed_at=meeting.changed_at.astimezone(BRUSSELS),
            version=meeting.version,
            series_id=session.series_id if session else None,
            other_schools=list(session.other_schools) if session else [],
            fixed_for=session.fixed_for.astimezone(BRUSSELS) if session else None,
            present=None if meeting.held.present is None else list(meeting.held.present),
            decisions=[
                CaseDecisionAnswer(case_id=own.case_id, decision=own.decision) for own in meeting.held.decisions
            ],
        )

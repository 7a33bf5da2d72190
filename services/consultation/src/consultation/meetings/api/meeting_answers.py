"""Meetings as they are answered."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.domain.wanted import NoSlot
from consultation.meetings.domain.attention import Attention, AttentionReason
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from shared.domain.roles import Role


class ParticipantAnswer(BaseModel):
    """Somebody who takes part."""

    contact_id: str
    role: Role
    required: bool


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
    cancel_reason: str | None
    """Why it was called off."""
    attention: AttentionAnswer | None
    """That it no longer fits, or is past and not completed; null when nothing asks for somebody."""
    created_at: datetime
    changed_at: datetime
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, meeting: Meeting, link: str) -> "MeetingAnswer":
        time, why = meeting.slot and meeting.slot.time, meeting.no_slot or NoSlot((), ())
        people = meeting.slot.participants if meeting.slot else ()
        return cls(
            meeting_id=meeting.meeting_id,
            case_ids=list(meeting.case_ids),
            school=meeting.school,
            meeting_type=meeting.meeting_type,
            status=meeting.status,
            starts_at=time.start.astimezone(BRUSSELS) if time else None,
            ends_at=time.end.astimezone(BRUSSELS) if time else None,
            place=meeting.place,
            link=link,
            participants=[
                ParticipantAnswer(contact_id=person.contact_id, role=person.role, required=person.required)
                for person in people
            ],
            ical_uid=meeting.ical_uid,
            ical_sequence=meeting.ical_sequence,
            not_before=meeting.wanted.not_before,
            hold_by=meeting.wanted.hold_by,
            reasons=list(why.reasons),
            relax=list(why.relax),
            cancel_reason=meeting.cancel_reason,
            attention=AttentionAnswer.of(meeting.attention) if meeting.attention else None,
            created_at=meeting.created_at.astimezone(BRUSSELS),
            changed_at=meeting.changed_at.astimezone(BRUSSELS),
            version=meeting.version,
        )

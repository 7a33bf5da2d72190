"""An invitation as its pages show it: when, where, and what can be answered; of no case and no pupil anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consultation.domain.local_time import BRUSSELS
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.reply_bodies import ReplyAnswer
from consultation.meetings.application.stand_ins import stand_ins
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import ConsultationUnitOfWork
from consultation.web.showing import can_be_answered
from shared.domain.errors import NotFound
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """A meeting for one participant. `stand_ins` are ids and names of who can come instead."""

    meeting_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str | None
    sequence: int
    contact_id: str
    role: Role
    required: bool
    stand_ins: Sequence[tuple[str, str]]
    reply: ReplyAnswer | None
    can_answer: bool

    @property
    def asks_why(self) -> bool:
        """Whether a reason is asked of who does not come."""
        return self.role is not Role.CLB


async def invitation_of(
    uow: ConsultationUnitOfWork, meeting: Meeting | None, contact_id: str, *, rules: MeetingRules, now: datetime
) -> Invitation:
    """The invitation of a contact. Raises NotFound where there is no time yet, or the contact takes no part."""
    participant = meeting.participant(contact_id) if meeting else None
    if meeting is None or meeting.slot is None or participant is None:
        raise NotFound("invitation")
    reply = (await uow.replies.of_meeting(meeting.meeting_id)).get(contact_id)
    return Invitation(
        meeting_id=meeting.meeting_id,
        title=rules.kind(meeting.meeting_type).title,
        starts_at=meeting.slot.time.start.astimezone(BRUSSELS),
        ends_at=meeting.slot.time.end.astimezone(BRUSSELS),
        place=meeting.location,
        sequence=meeting.ical_sequence,
        contact_id=contact_id,
        role=participant.role,
        required=participant.required,
        stand_ins=[
            (contact.contact_id, contact.details.name) for contact in await stand_ins(uow, meeting, participant)
        ],
        reply=ReplyAnswer.of(reply, whole=True) if reply else None,
        can_answer=can_be_answered(meeting, now),
    )

"""Somebody who is invited, or who runs the case, answers on a page or over HTTP."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consultation.domain.intervals import Interval
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import LONGEST_SEARCH, Participant
from consultation.meetings.application.record_reply import record_reply
from consultation.meetings.application.stand_ins import stand_ins
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply, Way, WhyNot, reason_of
from consultation.meetings.domain.replying import Outcome
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.answers import Answer
from shared.domain.errors import Conflict, InvalidField
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person answers. `seen_sequence` is that of the invitation that was seen; None for the newest."""

    contact_id: str
    answer: Answer
    came_by: Way
    seen_sequence: int | None = None
    reason: WhyNot | None = None
    proposed_starts_at: datetime | None = None
    delegate: str | None = None


_REFUSED = {
    Outcome.NOT_INVITED: "this contact does not take part in the meeting",
    Outcome.OVER: "the meeting was held or called off, or has begun",
    Outcome.STALE: "the meeting has another time now than the one that was answered",
}


async def answer_invitation(
    uow: ConsultationUnitOfWork, meeting_id: UUID, said: Said, *, rules: MeetingRules, clock: Clock
) -> Reply:
    """Keep the answer, with what follows from it; the answer. The same answer again changes nothing. Raises:

    1. InvalidField for another time that is past, a deputy who is no contact of that role there, and what does not go
       with the answer.
    2. Conflict for a meeting that has another time now, or is over, or in which the contact does not take part.
    3. NotFound.
    """
    meeting = await uow.meetings.get(meeting_id)
    participant = meeting.participant(said.contact_id)
    if participant is None:
        raise Conflict(_REFUSED[Outcome.NOT_INVITED])
    reply = Reply(
        contact_id=said.contact_id,
        answer=said.answer,
        ical_sequence=meeting.ical_sequence if said.seen_sequence is None else said.seen_sequence,
        replied_at=clock.now(),
        came_by=said.came_by,
        reason=reason_of(participant.role, said.reason),
        proposed=_proposed(meeting, said, clock.now()),
        delegate=await _delegate(uow, meeting, participant, said=said),
    )
    outcome = await record_reply(uow, meeting, reply, rules=rules, clock=clock)
    if outcome in _REFUSED:
        raise Conflict(_REFUSED[outcome])
    return reply


def _proposed(meeting: Meeting, said: Said, now: datetime) -> Interval | None:
    """Another time, as long as the meeting is."""
    start = said.proposed_starts_at
    if start is None or meeting.slot is None:
        if said.answer is Answer.COUNTERED:
            raise InvalidField("proposed_starts_at", "is not said")
        return None
    if start <= now:
        raise InvalidField("proposed_starts_at", "is in the past")
    if start - now > LONGEST_SEARCH:
        raise InvalidField("proposed_starts_at", "is more than a year ahead")
    time = meeting.slot.time
    return Interval(start, start + (time.end - time.start))


async def _delegate(
    uow: ConsultationUnitOfWork, meeting: Meeting, participant: Participant, *, said: Said
) -> str | None:
    if said.delegate is None:
        if said.answer is Answer.DELEGATED:
            raise InvalidField("delegate", "is not said")
        return None
    if said.delegate not in {contact.contact_id for contact in await stand_ins(uow, meeting, participant)}:
        raise InvalidField("delegate", "is no contact who can come in this role")
    return said.delegate

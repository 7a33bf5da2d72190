"""A meeting can't do without somebody who does not come: it gets somebody else, or another time."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Participant
from consultation.meetings.application.at_another_time import at_another_time
from consultation.meetings.application.seat_instead import NobodyCan, seat_instead
from consultation.meetings.application.stand_ins import stand_ins, unwilling
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply
from consultation.meetings.domain.states import Status
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.answers import Answer
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class AnotherTime:
    """The meeting moves; to a time at which `keeping` can, where it is not None."""

    keeping: Participant | None = None


Way = tuple[Participant, Sequence[str]] | AnotherTime
"""What can be tried: a participant's place for the first of these contacts who can, or another time."""


async def replan_declined(
    uow: ConsultationUnitOfWork, meeting: Meeting, reply: Reply, *, rules: MeetingRules, clock: Clock
) -> Meeting:
    """The meeting as it goes on without who stays away; as it is where it can't go on, or need not change.

    1. Who was named as deputy comes, if free then. A deputy who is not in the directory is left to people.
    2. A deputy of who has to be there comes, if free then.
    3. Another contact of the role does; for who has the case the meeting rather moves.
    4. The meeting moves to its next earliest time, with who declined if they can then. A session stays where it is.

    Nobody who refused that very time before is seated at it.
    """
    participant = meeting.participant(reply.contact_id)
    if participant is None or meeting.status is not Status.SCHEDULED or not reply.stays_away:
        return meeting
    refused = await unwilling(uow, meeting)
    if reply.answer is Answer.DELEGATED:
        named = [reply.delegate] if reply.delegate and reply.delegate not in refused else []
        return await _first_that_works(uow, meeting, [(participant, named)], rules=rules, clock=clock)
    if not participant.required:
        return meeting
    others = [contact for contact in await stand_ins(uow, meeting, participant) if contact.contact_id not in refused]
    deputies = [contact.contact_id for contact in others if contact.deputy_of == reply.contact_id]
    colleagues = [contact.contact_id for contact in others if contact.contact_id not in deputies]
    ways: list[Way] = [(participant, deputies), (participant, colleagues), AnotherTime()]
    if reply.contact_id == meeting.wanted.preferred:
        ways.insert(1, AnotherTime(keeping=participant))
    return await _first_that_works(uow, meeting, ways, rules=rules, clock=clock)


async def _first_that_works(
    uow: ConsultationUnitOfWork, meeting: Meeting, ways: Sequence[Way], *, rules: MeetingRules, clock: Clock
) -> Meeting:
    for way in ways:
        try:
            if isinstance(way, AnotherTime):
                return await at_another_time(uow, meeting, keeping=way.keeping, rules=rules, clock=clock)
            participant, contact_ids = way
            return await seat_instead(uow, meeting, participant, contact_ids=contact_ids, rules=rules, clock=clock)
        except NobodyCan:
            continue
    return meeting

"""A case needs a meeting."""

from dataclasses import dataclass
from uuid import UUID

from consultation.application.planning import Planning
from consultation.application.ports import Unit
from consultation.domain.meeting import Meeting
from consultation.domain.standing import KnownCase, Standing
from consultation.domain.wanted import Wanted
from shared.runtime.ids import new_id


@dataclass(frozen=True, slots=True)
class Request:
    """What a case asks for. `sequence` is the case's version that asks."""

    case_id: UUID
    reference: str
    sequence: int
    meeting_type: str
    wanted: Wanted


async def request_meeting(uow: Unit, request: Request, planning: Planning) -> Meeting | None:
    """Plan the meeting a case asks for. A meeting of the case that had no slot yet is planned within the new terms.

    A request that arrives after the end of the case is passed over; one that arrives after a withdrawal was proposed
    waits until that is decided. One that was dealt with before changes nothing.
    """
    asking = KnownCase(request.case_id, request.reference, Standing.OPEN, request.sequence, request.wanted.school)
    case = await uow.cases.asks(asking)
    if case is None:
        return None
    overtaken = case.sequence > request.sequence
    if overtaken and not case.goes_on:
        return None
    meeting = await _meeting_for(uow, request, planning)
    if overtaken and case.standing is Standing.WITHDRAWAL_PROPOSED:
        await uow.meetings.save(meeting)
        return meeting
    return await planning.plan(uow, meeting)


async def _meeting_for(uow: Unit, request: Request, planning: Planning) -> Meeting:
    now = planning.clock.now()
    for meeting in await uow.meetings.of_case(request.case_id):
        if meeting.waits_for_a_slot and meeting.meeting_type == request.meeting_type:
            return meeting.asked_again(request.wanted, now)
    return Meeting(
        meeting_id=new_id(),
        case_ids=(request.case_id,),
        wanted=request.wanted,
        created_at=now,
        changed_at=now,
        place=planning.rules.place_at(request.wanted.school),
        meeting_type=request.meeting_type,
    )

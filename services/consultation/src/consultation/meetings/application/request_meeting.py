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
    """What a case asks for. `sequence` is the case's version that asks.

    `meeting_id` is what the case calls the meeting from now on; None when it leaves that to whoever plans it.
    """

    case_id: UUID
    reference: str
    sequence: int
    meeting_type: str
    wanted: Wanted
    meeting_id: UUID | None = None


async def request_meeting(uow: Unit, request: Request, planning: Planning) -> Meeting | None:
    """Plan the meeting a case asks for. A meeting of the case that had no slot yet is planned within the new terms.

    A request that arrives after the end of the case is passed over, which is told of the meeting it named; one that
    arrives after a withdrawal was proposed waits until that is decided. One that was dealt with before changes nothing.
    """
    asking = KnownCase(request.case_id, request.reference, Standing.OPEN, request.sequence, request.wanted.school)
    case = await uow.cases.asks(asking)
    if case is None:
        return None
    overtaken = case.sequence > request.sequence
    known = await _known_meeting(uow, request)
    if overtaken and not case.goes_on:
        if request.meeting_id is not None and known is None:
            uow.add(*_new_meeting(request, planning).cancel("case-ended", planning.clock.now()).events)
        return None
    if known is not None and not known.waits_for_a_slot:
        return known
    now = planning.clock.now()
    meeting = known.asked_again(request.wanted, now) if known else _new_meeting(request, planning)
    if overtaken and case.standing is Standing.WITHDRAWAL_PROPOSED:
        await uow.meetings.save(meeting)
        return meeting
    return await planning.plan(uow, meeting)


async def _known_meeting(uow: Unit, request: Request) -> Meeting | None:
    """The meeting that is asked for, where it is there: the one the case named, else one that waits for a slot."""
    if request.meeting_id is not None:
        return await uow.meetings.find(request.meeting_id, lock=True)
    for meeting in await uow.meetings.of_case(request.case_id):
        if meeting.waits_for_a_slot and meeting.meeting_type == request.meeting_type:
            return meeting
    return None


def _new_meeting(request: Request, planning: Planning) -> Meeting:
    now = planning.clock.now()
    return Meeting(
        meeting_id=request.meeting_id or new_id(),
        case_ids=(request.case_id,),
        wanted=request.wanted,
        created_at=now,
        changed_at=now,
        place=planning.rules.place_at(request.wanted.school),
        meeting_type=request.meeting_type,
    )

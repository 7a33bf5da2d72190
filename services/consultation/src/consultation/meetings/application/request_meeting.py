"""A case needs a meeting."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Wanted
from consultation.meetings.application.plan_meeting import Plan
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import KnownCase, Standing
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRequest:
    """What a case asks for. `sequence` is the case's version that asks.

    `meeting_id` is what the case calls the meeting from now on; None if it leaves that to whoever plans the meeting.
    `comes_in_place`: of a meeting at the school that the case was transferred from.
    """

    case_id: UUID
    reference: str
    sequence: int
    meeting_type: str
    wanted: Wanted
    meeting_id: UUID | None = None
    comes_in_place: bool = False
    case_type: str = "truancy"


async def request_meeting(
    uow: ConsultationUnitOfWork, request: MeetingRequest, *, rules: MeetingRules, clock: Clock, plan: Plan
) -> Meeting | None:
    """Let `plan` find the meeting that a case asks for.

    A meeting of the case that had no slot yet is planned within the new terms.

    1. A request that was dealt with before changes nothing.
    2. A request that arrives after the end of the case is passed over, which is told of the meeting it named.
    3. A request that arrives after a withdrawal was proposed waits until that is decided. So does a request that comes
       in place of a meeting that was under review.
    """
    case = await uow.cases.asks(_asking(request))
    if case is None:
        return None
    now = clock.now()
    overtaken = case.sequence > request.sequence
    wanted = replace(request.wanted, told=(case.told,) if case.told else ())
    request = replace(request, wanted=wanted)
    asked_before = await _asked_before(uow, request)
    if overtaken and not case.goes_on:
        if request.meeting_id is not None and asked_before is None:
            uow.add(*_new_meeting(request, rules, now).cancel("case-ended", now).events)
        return None
    if asked_before is not None and not asked_before.waits_for_a_slot:
        return asked_before
    meeting = asked_before.asked_again(request.wanted, now) if asked_before else _new_meeting(request, rules, now)
    if (overtaken or request.comes_in_place) and case.standing is Standing.WITHDRAWAL_PROPOSED:
        return await uow.save(meeting)
    return await plan(uow, meeting)


def _asking(request: MeetingRequest) -> KnownCase:
    return KnownCase(
        case_id=request.case_id,
        reference=request.reference,
        standing=Standing.OPEN,
        sequence=request.sequence,
        school=request.wanted.school,
        case_type=request.case_type,
    )


async def _asked_before(uow: ConsultationUnitOfWork, request: MeetingRequest) -> Meeting | None:
    """The meeting with the name the case gave it, or else its meeting of that kind that waits for a slot, if any."""
    if request.meeting_id is not None:
        return await uow.meetings.find(request.meeting_id, lock=True)
    for meeting in await uow.meetings.of_case(request.case_id):
        if meeting.waits_for_a_slot and meeting.meeting_type == request.meeting_type:
            return meeting
    return None


def _new_meeting(request: MeetingRequest, rules: MeetingRules, now: datetime) -> Meeting:
    return Meeting(
        meeting_id=request.meeting_id or new_id(),
        case_ids=(request.case_id,),
        wanted=request.wanted,
        created_at=now,
        changed_at=now,
        place=rules.kind(request.meeting_type).place_at(request.wanted.school),
        meeting_type=request.meeting_type,
    )

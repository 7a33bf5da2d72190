"""A proposed meeting gets its earliest slot."""

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.take_slot import take_slot
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.no_slot import explain
from consultation.planning.planner import Planner
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def plan_meeting(uow: ConsultationUnitOfWork, meeting: Meeting, *, rules: MeetingRules, clock: Clock) -> Meeting:
    """Give a proposed meeting its earliest slot, or say why there is no slot. Raises PlanningContended."""
    wanted = meeting.wanted

    def decide(planner: Planner) -> Meeting:
        now = clock.now()
        slot = planner.earliest(wanted, now)
        if slot is None:
            return meeting.without_slot(explain(planner, wanted, now), now)
        return meeting.schedule(slot, now)

    return await take_slot(
        uow, meeting, decide, first=wanted.not_before, last=wanted.hold_by, today=clock.today(), rules=rules
    )

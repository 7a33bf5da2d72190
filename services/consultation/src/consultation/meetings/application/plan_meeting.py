"""A proposed meeting gets its best slot: the earliest, unless other things are weighed."""

from collections.abc import Awaitable, Callable

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.take_slot import take_slot
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.no_slot import explain
from consultation.planning.planner import Planner
from consultation.planning.rating import best_slot
from consultation.planning.relaxing import Search
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock

Plan = Callable[[ConsultationUnitOfWork, Meeting], Awaitable[Meeting]]
"""What becomes of a proposed meeting: it gets a slot, its case a place on an agenda, or it says why there is none."""


async def plan_meeting(uow: ConsultationUnitOfWork, meeting: Meeting, *, rules: MeetingRules, clock: Clock) -> Meeting:
    """Give a proposed meeting its best slot, or say why there is no slot. Raises PlanningContended."""
    wanted = meeting.wanted

    def decide(planner: Planner) -> Meeting:
        now = clock.now()
        search = Search.begun(planner, wanted, now)
        slot = best_slot(planner, wanted, search.after)
        if slot is None:
            return meeting.without_slot(explain(search), now)
        return meeting.schedule(slot, now)

    return await take_slot(
        uow, meeting, decide, first=wanted.not_before, last=wanted.hold_by, today=clock.today(), rules=rules
    )

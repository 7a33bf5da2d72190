"""Which slots a meeting could have, and why."""

from dataclasses import dataclass

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import NoSlot
from consultation.meetings.application.planner_for import planner_for
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Step, after
from consultation.planning.no_slot import explain
from consultation.planning.rating import RatedSlot, best
from consultation.planning.relaxing import LATER_BY, Search
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class RatedSlots:
    """The best slots, the best first; and where there are none, why."""

    slots: tuple[RatedSlot, ...]
    no_slot: NoSlot | None


async def rate_slots(uow: ConsultationUnitOfWork, meeting: Meeting, *, rules: MeetingRules, clock: Clock) -> RatedSlots:
    """The best slots within the terms of a meeting that can be moved or waits for its first. Raises IllegalTransition.

    A session has slots with the people who take part in it. Nothing is taken: another meeting may have a slot a moment
    later. Who moves a meeting by hand owes no notice.
    """
    after(meeting.status, Step.RESCHEDULE)
    wanted, now, today = meeting.wanted, clock.now(), clock.today()
    if meeting.session and meeting.slot:
        wanted = wanted.naming(meeting.slot.participants)
    first, last = min(wanted.not_before, today), max(wanted.hold_by, today) + LATER_BY
    planner = await planner_for(uow, meeting, first=first, last=last, rules=rules)
    waits = meeting.waits_for_a_slot
    search = Search.begun(planner, wanted, now) if waits else Search(planner, wanted, now=now, after=now)
    slots = best(planner, wanted, search.after)
    return RatedSlots(slots, None if slots else explain(search))

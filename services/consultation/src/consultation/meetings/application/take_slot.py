"""A meeting takes a slot, also while others plan at the same time."""

from collections.abc import Callable, Collection
from datetime import date

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.planner_for import planner_for
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.slot_taken import SlotTaken
from consultation.planning.planner import Planner
from consultation.planning.relaxing import LATER_BY
from consultation.unit_of_work import ConsultationUnitOfWork

_ATTEMPTS = 20


class PlanningContended(Exception):
    """Every slot that was found was taken by someone else first; a later try may do."""


async def take_slot(
    uow: ConsultationUnitOfWork,
    meeting: Meeting,
    decide: Callable[[Planner], Meeting],
    *,
    first: date,
    last: date,
    today: date,
    rules: MeetingRules,
    also: Collection[str] = (),
) -> Meeting:
    """Save what `decide` makes of a planner for these days; decide again if a slot was taken meanwhile.

    The planner knows the diaries of everyone who could take part, and those of the contacts `also`.
    Raises PlanningContended if that happens again and again, and whatever `decide` raises.
    """
    first, last = min(first, today), max(last, today) + LATER_BY
    for _ in range(_ATTEMPTS):
        planner = await planner_for(uow, meeting, first=first, last=last, rules=rules, also=also)
        try:
            return await uow.save(decide(planner))
        except SlotTaken:
            # Others look at the same times: from now on nobody else takes what this meeting could have.
            await uow.meetings.hold_agendas(planner)
    raise PlanningContended

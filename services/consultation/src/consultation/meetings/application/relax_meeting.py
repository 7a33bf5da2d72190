"""A requirement is given up, so that a meeting gets a slot."""

from dataclasses import replace
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.versions import Expectation, any_version
from consultation.meetings.application.take_slot import take_slot
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Step, after
from consultation.planning.planner import Planner
from consultation.planning.rating import best_slot
from consultation.planning.relaxing import PLACE, REQUIREMENTS, Relaxed, Search
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict, InvalidField
from shared.runtime.clock import Clock


async def relax_meeting(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    requirement: str,
    *,
    rules: MeetingRules,
    clock: Clock,
    place: str | None = None,
    expected: Expectation = any_version,
) -> Meeting:
    """Give a proposed meeting the slot that there is once a requirement is given up; everybody who comes is told.

    The place is given up for another `place`. Who is not there or has enough meetings that day is asked all the same,
    so the meeting may ask for somebody at once. Raises:

    1. InvalidField for what is no requirement, and for a place that is missing or too much.
    2. Conflict if that alone gives no slot.
    3. IllegalTransition for a meeting that has a slot or is off, NotFound, and whatever `expected` raises.
    """
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    after(meeting.status, Step.RELAX)
    _require_requirement(meeting, requirement, place)
    asked = replace(meeting, place=place or meeting.place)

    def decide(planner: Planner) -> Meeting:
        now = clock.now()
        relaxed = _relaxed(Search.begun(planner, meeting.wanted, now), requirement)
        if relaxed is None:
            raise Conflict("giving this up alone gives no slot")
        return meeting.relaxed(relaxed.slot, now, wanted=relaxed.wanted, place=asked.place)

    wanted, today = meeting.wanted, clock.today()
    return await take_slot(uow, asked, decide, first=wanted.not_before, last=wanted.hold_by, today=today, rules=rules)


def _relaxed(search: Search, requirement: str) -> Relaxed | None:
    if requirement != PLACE:
        return search.relaxed(requirement)
    slot = best_slot(search.planner, search.wanted, search.after)
    return None if slot is None else Relaxed(requirement, search.wanted, slot)


def _require_requirement(meeting: Meeting, requirement: str, place: str | None) -> None:
    if requirement not in REQUIREMENTS:
        raise InvalidField("requirement", f"is one of {', '.join(sorted(REQUIREMENTS))}")
    if requirement == PLACE and (place is None or place == meeting.place):
        raise InvalidField("place", "is another place, where the place is given up")
    if requirement != PLACE and place is not None:
        raise InvalidField("place", "is for who gives the place up")

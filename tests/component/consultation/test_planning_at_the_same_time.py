"""Two transactions that plan for the same people never book them twice."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from consultation.meetings.application.take_slot import PlanningContended
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.slot_taken import SlotTaken
from consultation.meetings.domain.states import Status
from shared.contracts.casework_cases import MeetingRequested
from shared.domain.roles import Role

from .conftest import Opened
from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness


def overlapping(meetings: list[Meeting]) -> list[tuple[str, str]]:
    """Pairs of meetings that one contact is in, or one place has, at the same time."""
    people = [
        (meeting, {meeting.place, *(participant.contact_id for participant in meeting.slot.participants)})
        for meeting in meetings
    ]
    return [
        (str(one.meeting_id), str(other.meeting_id))
        for (one, ones), (other, others) in combinations(people, 2)
        if ones & others and one.slot.time.overlaps(other.slot.time)
    ]


class LooksTogether:
    """What a transaction looks at only once the others have looked too."""

    def __init__(self, see: Callable[..., Awaitable[Any]], everyone: asyncio.Barrier) -> None:
        self._see = see
        self._everyone = everyone
        self._first = True

    async def __call__(self, *args: Any, **options: Any) -> Any:
        seen = await self._see(*args, **options)
        if self._first:
            self._first = False
            await self._everyone.wait()
        return seen


async def test_two_cases_that_want_one_counsellor_at_once_get_two_slots(harness: Harness):
    await harness.staff()
    barrier = asyncio.Barrier(2)

    async def plan() -> Meeting:
        case = Case()
        async with harness.units() as uow:
            uow.meetings.busy = LooksTogether(uow.meetings.busy, barrier)
            await harness.handle(uow, case.event(MeetingRequested))
        return (await harness.meetings_of(case))[0]

    meetings = await asyncio.gather(plan(), plan())
    assert overlapping(meetings) == []
    assert sorted(f"{meeting.slot.time.start:%H:%M}" for meeting in meetings) == ["07:30", "08:15"]  # UTC


async def test_two_cases_with_people_of_their_own_never_get_one_place_at_one_time(harness: Harness):
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    await harness.add("worker-2", Role.CASEWORKER)
    barrier = asyncio.Barrier(2)

    async def plan(worker: str) -> Meeting:
        case = Case()
        async with harness.units() as uow:
            uow.meetings.at_place = LooksTogether(uow.meetings.at_place, barrier)
            asked = case.event(MeetingRequested, assignee=worker, optional_roles=[])
            await harness.handle(uow, asked)
        return (await harness.meetings_of(case))[0]

    meetings = await asyncio.gather(plan("worker-1"), plan("worker-2"))
    assert sorted(f"{meeting.slot.time.start:%H:%M}" for meeting in meetings) == ["07:30", "08:15"]  # UTC


async def test_a_place_that_all_schools_share_has_one_meeting_at_a_time(open_harness: Opened):
    harness = await open_harness(FLANKEREND_MEETING_PLACE="Stadhuis, lokaal 2")
    await harness.staff()
    await harness.add("counsellor-3", Role.COUNSELLOR, OTHER_SCHOOL)
    await harness.add("worker-2", Role.CASEWORKER)
    meetings = await asyncio.gather(*(harness.request(Case(school=school)) for school in (SCHOOL, OTHER_SCHOOL)))
    assert overlapping(list(meetings)) == []


async def test_many_cases_at_once_never_double_book_anyone(harness: Harness):
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    await harness.add("counsellor-3", Role.COUNSELLOR, OTHER_SCHOOL)
    await harness.add("worker-2", Role.CASEWORKER)
    cases = [Case(school=school) for school in (SCHOOL, OTHER_SCHOOL) * 6]
    meetings = await asyncio.gather(*(harness.request(case) for case in cases))
    assert overlapping(list(meetings)) == []
    assert all(meeting.status is Status.SCHEDULED for meeting in meetings)


async def test_what_began_before_midnight_is_planned_though_a_new_day_has_begun_for_others(harness: Harness):
    await harness.staff()
    await harness.add("counsellor-3", Role.COUNSELLOR, OTHER_SCHOOL)
    handlers = [handler for subscription in harness.service.subscriptions for handler in subscription.handlers]
    (keys_of,) = [handler.keys for handler in handlers if handler.contract is MeetingRequested]
    cases = [Case(), Case(school=OTHER_SCHOOL)]
    before, after = [case.event(MeetingRequested) for case in cases]

    async def plan_after_midnight() -> None:
        async with harness.units() as uow:
            await uow.load(sorted(keys_of(after.data)))
            await harness.handle(uow, after)

    async with harness.units() as uow:
        await uow.load(sorted(keys_of(before.data)))
        harness.clock.advance(timedelta(days=1))
        others = asyncio.create_task(plan_after_midnight())
        await asyncio.sleep(0.3)
        await harness.handle(uow, before)
    await others

    meetings = [(await harness.meetings_of(case))[0] for case in cases]
    assert [meeting.status for meeting in meetings] == [Status.SCHEDULED] * 2
    assert overlapping(meetings) == []


async def test_a_slot_that_is_always_taken_first_is_given_up_to_be_tried_later(harness: Harness):
    await harness.staff()

    async def taken(_: Meeting) -> None:
        raise SlotTaken

    async def plan() -> None:
        async with harness.units() as uow:
            uow.meetings.save = taken
            await harness.handle(uow, Case().event(MeetingRequested))

    with pytest.raises(PlanningContended):
        await plan()
    assert [kind for kind, _ in await harness.sent() if kind.startswith("meeting")] == []

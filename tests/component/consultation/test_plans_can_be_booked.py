"""What is planned over a crowded directory keeps every requirement, and the steps of single meetings book all of it."""

from datetime import date, time, timedelta
from random import Random
from typing import Any

import pytest
from tests.bench.planner.checking import breaches, points

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.room import Room
from consultation.domain.weekly_hours import WeeklyHours
from consultation.plans.application.book_plan import book_plan
from consultation.plans.application.plan_desk import PlanDesk
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.plans.domain.made_plan import Outcome
from consultation.plans.storage.plan_lock import PlanLock
from consultation.settings import ConsultationSettings
from shared.contracts.casework_cases import CaseOpened
from shared.domain.roles import Role

from .harness import Case, Harness
from .standing import set_up

SCHOOLS = [f"1250{number:02}" for number in range(1, 7)]
PLACES = {SCHOOLS[4]: "Stadhuis", SCHOOLS[5]: "stadhuis"}
SETTINGS = {
    "FLANKEREND_CASEWORKER_MEETINGS_A_DAY": 3,
    "FLANKEREND_MEETING_NOTICE_SCHOOL_DAYS": 1,
    "FLANKEREND_TRAVEL_MINUTES": 25,
    "FLANKEREND_MEETING_PLACES": PLACES,
}
TERM = AskedPlan(first=date(2026, 11, 13), last=date(2026, 12, 18))


def some_availability(random: Random) -> Availability:
    """Some half days of the week, a day off, and sometimes a limit or another time between places."""
    halves = [(weekday, *half) for weekday in range(1, 6) for half in ((time(8, 30), time(12)), (time(13), time(15)))]
    weekly = tuple(WeeklyHours(*hours) for hours in sorted(random.sample(halves, 6)))
    day = date(2026, 11, 16) + timedelta(days=random.randrange(30))
    return Availability(
        weekly=weekly,
        exceptions=(AvailabilityException(day, day, False),),
        max_meetings_per_day=random.choice((None, 2)),
        minutes_between_places=random.choice((None, 0, 60)),
    )


async def crowded(harness: Harness, random: Random) -> None:
    """Six schools, of which two meet in the rooms of the town hall; who works there can't all come at once."""
    async with harness.units() as uow:
        for room_id, seats in (("nook", 2), ("hall", 12)):
            await uow.rooms.save(Room(room_id=room_id, name=room_id, site="Stadhuis", seats=seats))
    for school in SCHOOLS:
        for number in range(2):
            await harness.add(
                f"counsellor-{school}-{number}", Role.COUNSELLOR, school, availability=some_availability(random)
            )
    for number in range(3):
        await harness.add(f"worker-{number}", Role.CASEWORKER, availability=some_availability(random))
    await harness.add("worker-deputy", Role.CASEWORKER, SCHOOLS[0], deputy_of="worker-0")
    await harness.add("clb-1", Role.CLB, *SCHOOLS, availability=some_availability(random))
    for school, others, at in ((SCHOOLS[0], SCHOOLS[1:2], "10:00"), (SCHOOLS[4], [], "13:00")):
        await set_up(harness, school=school, other_schools=others, at=at, place=None)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 9))])
async def test_what_is_planned_can_be_booked_as_it_is(open_harness: Any, seed: int) -> None:
    random = Random(seed)
    harness: Harness = await open_harness(**SETTINGS)
    for number in range(30):
        case = Case(school=random.choice(SCHOOLS), reference=f"SP-2026-{number:06}")
        await harness.tell(case.event(CaseOpened))
        first = date(2026, 11, 13) + timedelta(days=random.randrange(12))
        await harness.request(case, not_before=first, hold_by=first + timedelta(days=random.randrange(9, 21)))
    await crowded(harness, random)
    # Some get a time at once, and stand.
    for number in range(8):
        await harness.request(Case(school=random.choice(SCHOOLS), reference=f"SP-2026-1{number:05}"))
    settings = harness.service.settings
    assert isinstance(settings, ConsultationSettings)
    around = {"rules": settings.meeting_rules(), "agendas": settings.agenda_rules(), "clock": harness.clock}
    desk = PlanDesk(harness.units, PlanLock(harness.service.engine).held, **around, seconds=100)
    made = await desk.make(TERM)
    assert breaches(made.term.problem, made.plan) == []
    assert points(made.term.problem, made.plan) == made.plan.paid
    assert len(list(made.first_times)) + len(list(made.seated)) > 20
    parts = await book_plan(harness.units, made, **around)
    assert [part for part in parts if part.outcome is not Outcome.AS_PLANNED] == []
    again = await desk.make(TERM)
    assert [*again.moves, *again.first_times, *again.new_sessions, *again.seated] == []

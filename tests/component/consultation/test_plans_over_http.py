"""A term is planned over what is stored, looked at and booked."""

import asyncio
import json
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import psutil
import pytest
from httpx import AsyncClient

from consultation.domain.availability import Availability
from consultation.domain.local_time import moment
from consultation.domain.room import Room
from consultation.domain.weekly_hours import parse_weekly
from consultation.meetings.application.cancel_meeting import cancel_meeting
from consultation.meetings.domain.states import Status
from consultation.planning.term import plan_term as planning_of_a_term
from consultation.plans.application.plan_desk import PlanDesk
from shared.contracts.casework_cases import CaseOpened
from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness, token
from .standing import fixed, set_up, staffed_for_two

TERM = {"from": "2026-11-13", "until": "2026-12-18"}
MORNINGS = Availability(weekly=parse_weekly("2 08:30-12:00; 4 08:30-12:00"))


async def waiting_case(harness: Harness, school: str = SCHOOL, **fields: object) -> Case:
    """A case that asked while nobody was free, as far as the directory said."""
    case = Case(school=school)
    await harness.tell(case.event(CaseOpened))
    meeting = await harness.request(case, **fields)
    assert meeting.status is Status.PROPOSED
    return case


async def staffed_later(harness: Harness) -> None:
    """The people come into the directory once the cases wait."""
    await staffed_for_two(harness)


async def planned(client: AsyncClient, **fields: object) -> dict[str, Any]:
    answer = await client.post("/plans", json={**TERM, **fields}, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_term_is_looked_at_then_booked_and_then_there_is_nothing_left(harness: Harness):
    waiting = [await waiting_case(harness) for _ in range(3)]
    late = await waiting_case(harness, not_before=date(2026, 11, 2), hold_by=date(2026, 11, 6))
    await staffed_later(harness)
    series = await set_up(harness)
    sent_before = len(await harness.sent())
    async with harness.asking("coordinator") as client:
        plan = await planned(client)
        assert len(await harness.sent()) == sent_before
        # All three come on the agenda of the first session.
        (first, second, third) = plan["meetings"]
        assert [m["on"] for m in (first, second, third)] == ["2026-11-19", "2026-12-03", "2026-12-17"]
        assert set(first["case_ids"]) == {str(case.case_id) for case in waiting}
        assert first["series_id"] == series["series_id"]
        assert plan["not_placed"] == [
            {
                "meeting_id": str((await harness.meetings_of(late))[0].meeting_id),
                "series_id": None,
                "on": None,
                "case_ids": [str(late.case_id)],
                "reasons": ["hold-by-passed"],
            }
        ]
        assert plan["cost"] == sum(weight["points"] for weight in plan["weights"])
        assert plan["bound"] <= plan["cost"] <= plan["one_by_one"]
        assert plan["booked"] is None
        booked = await planned(client, dry_run=False, fingerprint=plan["fingerprint"])
        assert [part["outcome"] for part in booked["booked"]] == ["as-planned"] * 6
        for case in waiting:
            session = (await harness.meetings_of(case))[-1]
            assert session.session
            assert session.slot
            assert session.slot.time.start == moment(date(2026, 11, 19), time(10))
        again = await planned(client)
        assert (again["meetings"], again["stays"]) == ([], 3)


async def test_a_plan_of_other_data_is_not_booked_by_the_fingerprint_of_the_old(harness: Harness):
    await waiting_case(harness)
    await staffed_later(harness)
    async with harness.asking("coordinator") as client:
        plan = await planned(client)
        await harness.close_school(date(2026, 11, 17))
        refused = await client.post(
            "/plans", json={**TERM, "dry_run": False, "fingerprint": plan["fingerprint"]}, timeout=60
        )
    assert refused.status_code == 409
    assert refused.json()["fingerprint"] != plan["fingerprint"]
    assert "meeting-scheduled" not in [kind for kind, _ in await harness.sent()]


async def test_what_was_taken_after_planning_gets_the_next_best_and_what_changed_is_left_alone(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
):
    cases = [await waiting_case(harness) for _ in range(2)]
    await staffed_later(harness)
    async with harness.asking("coordinator") as client:
        plan = await planned(client)
        slots = {m["case_ids"][0]: m["starts_at"] for m in plan["meetings"]}
        taken_id, gone_id = (str(case.case_id) for case in cases)

        async def meanwhile(desk: PlanDesk, problem: object) -> object:
            outcome = await as_it_is(desk, problem)
            # Somebody arranges another meeting at the time of the first case, and calls off that of the second.
            other = Case()
            await harness.tell(other.event(CaseOpened))
            arranged = await client.post(
                "/meetings", json={"case_ids": [str(other.case_id)], "starts_at": slots[taken_id]}
            )
            assert arranged.status_code == 201, arranged.text
            async with harness.units() as uow:
                await cancel_meeting(
                    uow, (await uow.meetings.of_case(UUID(gone_id)))[0].meeting_id, clock=harness.clock
                )
            return outcome

        as_it_is = PlanDesk._planned
        monkeypatch.setattr(PlanDesk, "_planned", meanwhile)
        booked = await planned(client, dry_run=False)
    outcomes = {part["meeting_id"]: part["outcome"] for part in booked["booked"]}
    (taken,), (gone,) = [await harness.meetings_of(case) for case in cases]
    assert outcomes == {str(taken.meeting_id): "otherwise", str(gone.meeting_id): "changed"}
    assert taken.status is Status.SCHEDULED
    assert taken.slot
    assert taken.slot.time.start.isoformat() != slots[taken_id]
    assert gone.status is Status.CANCELLED


async def test_a_meeting_that_stands_moves_when_it_can_not_stay_and_only_then(harness: Harness):
    await staffed_for_two(harness)
    stays, moves = await harness.request(Case()), await harness.request(Case())
    assert stays.slot
    assert moves.slot
    async with harness.asking("coordinator") as client:
        assert (await planned(client))["meetings"] == []
        version = (await client.get("/contacts/counsellor-1")).headers["etag"]
        away = [
            {"from": moves.slot.time.start.isoformat(), "until": moves.slot.time.end.isoformat(), "available": False}
        ]
        body = {"weekly": [], "exceptions": away, "max_meetings_per_day": None}
        changed = await client.put("/contacts/counsellor-1/availability", json=body, headers={"If-Match": version})
        assert changed.status_code == 200, changed.text
        booked = await planned(client, dry_run=False)
        (move,) = booked["meetings"]
        assert (move["meeting_id"], move["moves"], booked["stays"]) == (str(moves.meeting_id), True, 1)
        assert {w["what"]: w["points"] for w in booked["weights"]}["moved_invited"] == 600
    assert [part["outcome"] for part in booked["booked"]] == ["as-planned"]
    now = await harness.meeting(moves.meeting_id)
    assert now.slot
    assert now.slot.time.start.isoformat() != moves.slot.time.start.isoformat()
    assert "meeting-rescheduled" in await harness.sent_kinds(moves)
    assert await harness.meeting(stays.meeting_id) == stays


async def test_cases_come_on_the_agendas_of_sessions_that_are_fixed(harness: Harness):
    await staffed_for_two(harness)
    case = Case(school=OTHER_SCHOOL)
    await harness.tell(case.event(CaseOpened))
    roles = {"required_roles": ["counsellor", "clb"], "optional_roles": []}
    meeting = await harness.request(case, hold_by=date(2026, 11, 19), **roles)
    assert meeting.status is Status.PROPOSED
    sessions = await fixed(harness)
    async with harness.asking("coordinator") as client:
        booked = await planned(client, dry_run=False, schools=[OTHER_SCHOOL])
    assert [m["meeting_id"] for m in booked["meetings"]] == [sessions[0]["meeting_id"]]
    assert [part["outcome"] for part in booked["booked"]] == ["as-planned"]
    assert (await harness.meeting(UUID(sessions[0]["meeting_id"]))).case_ids == (case.case_id,)


async def test_one_plan_at_a_time_and_who_goes_away_ends_the_process(
    open_harness: Any, monkeypatch: pytest.MonkeyPatch
):
    harness, other_process = await open_harness(), await open_harness()
    await waiting_case(harness)
    await staffed_later(harness)
    monkeypatch.setattr(planning_of_a_term, "_CHILD", ("-c", "import time; time.sleep(60)"))
    async with harness.asking("coordinator") as client:
        leaves = asyncio.Event()
        first = asyncio.create_task(asked_until(leaves, harness))
        child = await child_of_a_plan()
        refused = await client.post("/plans", json=TERM)
        assert (refused.status_code, refused.json()["until"]) == (409, "2026-12-18")
        async with other_process.asking("coordinator") as elsewhere:
            assert (await elsewhere.post("/plans", json=TERM)).status_code == 409
        leaves.set()
        assert await first == 503
        await gone(child)
        second = asyncio.create_task(client.post("/plans", json=TERM, timeout=60))
        child = await child_of_a_plan()
        for stop in harness.service.stopping:
            stop()
        assert (await second).status_code == 503
        await gone(child)


async def asked_until(leaves: asyncio.Event, harness: Harness) -> int:
    """Ask for a plan as a server passes it on, whose client goes away then; the status that nobody reads."""
    headers = {**token("coordinator"), "content-type": "application/json"}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/plans",
        "raw_path": b"/plans",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("consultation", 80),
    }
    bodies = [json.dumps(TERM).encode()]
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        if bodies:
            return {"type": "http.request", "body": bodies.pop(), "more_body": False}
        await leaves.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        statuses.extend([message["status"]] if message["type"] == "http.response.start" else [])

    await harness.service.app(scope, receive, send)
    return statuses[0]


async def child_of_a_plan() -> psutil.Process:
    async with asyncio.timeout(20):
        while True:
            for child in psutil.Process().children():
                if "import time; time.sleep(60)" in child.cmdline():
                    return child
            await asyncio.sleep(0.05)


async def gone(child: psutil.Process) -> None:
    async with asyncio.timeout(20):
        while child.is_running() and child.status() != psutil.STATUS_ZOMBIE:
            await asyncio.sleep(0.05)


async def test_a_plan_that_takes_too_long_is_none(open_harness: Any):
    harness = await open_harness(FLANKEREND_PLAN_S=1)
    await waiting_case(harness)
    await staffed_later(harness)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning_of_a_term, "_CHILD", ("-c", "import time; time.sleep(60)"))
        async with harness.asking("coordinator") as client:
            assert (await client.post("/plans", json=TERM, timeout=60)).status_code == 503
            assert (await client.post("/plans", json={**TERM, "until": "2027-12-18"})).status_code == 422
            assert (await client.post("/plans", json={"from": "2026-10-01", "until": "2026-10-09"})).status_code == 422
        async with harness.asking("caseworker") as client:
            assert (await client.post("/plans", json=TERM)).status_code == 403


async def test_meetings_at_one_time_get_a_room_each(open_harness: Any):
    harness = await open_harness(FLANKEREND_MEETING_PLACE="Stadhuis")
    async with harness.units() as uow:
        for room_id, seats in (("nook", 1), ("blue", 2), ("red", 20)):
            await uow.rooms.save(Room(room_id=room_id, name=f"zaal {room_id}", site="Stadhuis", seats=seats))
    cases = [await waiting_case(harness, school) for school in (SCHOOL, OTHER_SCHOOL)]
    once = Availability(weekly=parse_weekly("2 08:30-09:15"))
    await harness.add("counsellor-1", Role.COUNSELLOR, SCHOOL, availability=once)
    await harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL, availability=once)
    for number in (1, 2):
        await harness.add(f"worker-{number}", Role.CASEWORKER)
    async with harness.asking("coordinator") as client:
        booked = await planned(client, dry_run=False)
        assert [part["outcome"] for part in booked["booked"]] == ["as-planned"] * 2
        assert (await planned(client))["stays"] == 2
    meetings = [(await harness.meetings_of(case))[0] for case in cases]
    slots = [meeting.slot for meeting in meetings if meeting.slot]
    assert {slot.room.room_id for slot in slots if slot.room} == {"blue", "red"}
    assert len({slot.time for slot in slots}) == 1


async def test_limits_notice_and_travel_hold_in_a_plan(open_harness: Any):
    harness = await open_harness(
        FLANKEREND_CASEWORKER_MEETINGS_A_DAY=1,
        FLANKEREND_MEETING_NOTICE_SCHOOL_DAYS=3,
        FLANKEREND_TRAVEL_MINUTES=30,
    )
    for school in (SCHOOL, OTHER_SCHOOL, SCHOOL):
        await waiting_case(harness, school)
    await harness.add("worker-1", Role.CASEWORKER)
    await harness.add("counsellor-1", Role.COUNSELLOR, SCHOOL, availability=MORNINGS)
    await harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)
    async with harness.asking("coordinator") as client:
        plan = await planned(client)
    days = [m["starts_at"][:10] for m in plan["meetings"]]
    assert len(set(days)) == 3
    assert min(days) >= "2026-11-18"
    at_school = [m["starts_at"] for m in plan["meetings"] if m["school"] == SCHOOL]
    assert {date.fromisoformat(start[:10]).isoweekday() for start in at_school} <= {2, 4}
    assert plan["not_placed"] == []
    assert timedelta(seconds=plan["seconds"]) < timedelta(minutes=1)

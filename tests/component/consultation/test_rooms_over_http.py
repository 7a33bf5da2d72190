"""`/rooms`, and meetings in them: the smallest that is free, never two meetings in one, and what is told of it."""

import asyncio
from datetime import date

import pytest
from icalendar import Calendar
from tests.component.consultation.conftest import Opened
from tests.component.consultation.harness import SCHOOL, Case, Harness
from tests.component.consultation.test_planning_at_the_same_time import LooksTogether

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import MeetingRequested
from shared.domain.roles import Role

SITE = "Zorglokaal, school 125001"
SMALL = {"room_id": "small", "name": "Lokaal 1", "site": SITE, "seats": 4}
LARGE = {"room_id": "large", "name": "Aula", "site": SITE.upper(), "seats": 40}
TUESDAY = date(2026, 11, 17)
ONE_DAY = {"not_before": TUESDAY, "hold_by": TUESDAY}


async def add_rooms(harness: Harness, *bodies: dict[str, object]) -> None:
    async with harness.asking("coordinator") as client:
        for body in bodies:
            assert (await client.post("/rooms", json=body)).status_code == 201


@pytest.fixture
async def furnished(harness: Harness) -> Harness:
    """A school with two rooms, and two caseworkers and counsellors, so that two meetings can be at one time."""
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    await harness.add("worker-2", Role.CASEWORKER)
    await add_rooms(harness, LARGE, SMALL)
    return harness


def when_and_where(meeting: Meeting) -> tuple[str, str | None]:
    room = meeting.slot.room
    return f"{meeting.slot.time.start:%d %H:%M}", room and room.room_id  # UTC


async def test_a_room_is_added_listed_changed_and_refused_with_its_field(harness: Harness):
    hours = {"weekday": 2, "from": "09:00", "until": "12:00", "valid_from": None, "valid_until": None, "every_weeks": 1}
    full = {**SMALL, "weekly": [hours], "valid_from": "2026-09-01", "valid_until": None, "organisation_id": None}
    await add_rooms(harness, full, {**SMALL, "room_id": "town", "site": "Stadhuis"})
    async with harness.asking("coordinator") as client:
        answer = await client.get("/rooms/small")
        listed = await client.get("/rooms", params={"site": SITE.lower()})
        changed = await client.patch("/rooms/small", json={"seats": 6, "weekly": []}, headers={"If-Match": '"1"'})
        refusals = [
            await client.post("/rooms", json=SMALL),
            await client.post("/rooms", json={**SMALL, "room_id": "r", "organisation_id": "nobody"}),
            await client.post("/rooms", json={**SMALL, "room_id": "r", "seats": 0}),
            await client.post("/rooms", json={**SMALL, "room_id": "r", "seats": True}),
            await client.post("/rooms", json={**SMALL, "room_id": "r", "name": "x" * 61}),
            await client.post("/rooms", json={**SMALL, "room_id": "r", "name": f" {SMALL['name'].upper()} "}),
            await client.patch("/rooms/town", json={"site": SITE}, headers={"If-Match": '"1"'}),
            await client.post("/rooms", json={**full, "room_id": "r", "valid_until": "2026-08-31"}),
            await client.post("/rooms", json={**SMALL, "room_id": "r", "weekly": [{**hours, "until": "08:00"}]}),
            await client.patch("/rooms/small", json={"name": None}, headers={"If-Match": '"2"'}),
            await client.patch("/rooms/small", json={"seats": 5}, headers={"If-Match": '"1"'}),
            await client.patch("/rooms/small", json={"seats": 5}),
            await client.patch("/rooms/cellar", json={"seats": 5}, headers={"If-Match": '"1"'}),
        ]
    assert (answer.headers["etag"], answer.json()) == ('"1"', {**full, "version": 1})
    assert [room["room_id"] for room in listed.json()["items"]] == ["small"]
    assert (changed.json()["seats"], changed.json()["weekly"], changed.json()["version"]) == (6, [], 2)
    assert [
        (refused.status_code, *(error["field"] for error in refused.json().get("errors", []))) for refused in refusals
    ] == [
        (409,), (422, "organisation_id"), (422, "seats"), (422, "seats"),
        (422, "name"), (422, "name"), (422, "name"), (422, "valid_until"),
        (422, "weekly.0.until"),
        (422, "name"), (412,), (428,), (404,),
    ]  # fmt: skip
    async with harness.asking("caseworker") as client:
        assert (await client.get("/rooms")).status_code == 200
        assert (await client.post("/rooms", json={**SMALL, "room_id": "r"})).status_code == 403
    async with harness.asking("counsellor") as client:
        assert (await client.get("/rooms")).status_code == 403


async def test_meetings_take_the_smallest_free_room_and_free_it_when_they_move_or_are_called_off(furnished: Harness):
    first = await furnished.request(optional_roles=[], **ONE_DAY)
    second = await furnished.request(optional_roles=[], **ONE_DAY)
    third = await furnished.request(optional_roles=[], **ONE_DAY)
    assert [when_and_where(meeting) for meeting in (first, second, third)] == [
        ("17 07:30", "small"), ("17 07:30", "large"), ("17 08:15", "small"),
    ]  # fmt: skip
    async with furnished.asking("caseworker") as client:
        moved = await client.post(
            f"/meetings/{first.meeting_id}/reschedule", json={"starts_at": "2026-11-17T10:00:00+01:00"}
        )
        await client.post(f"/meetings/{second.meeting_id}/cancel")
        calendar = await client.get(f"/meetings/{first.meeting_id}.ics")
        slots = await client.get(f"/meetings/{third.meeting_id}/slots")
    assert (moved.json()["room"], moved.json()["place"]) == ("small", f"{SITE}, Lokaal 1")
    (entry,) = Calendar.from_ical(calendar.text).walk("VEVENT")
    assert entry["LOCATION"] == f"{SITE}, Lokaal 1"
    assert slots.json()["slots"][0]["room"] == "small"
    told = [(kind, data["room"], data["place"]) for kind, data in await furnished.sent(second.meeting_id)]
    assert told == [(kind, "large", f"{SITE.upper()}, Aula") for kind in ("meeting-scheduled", "meeting-cancelled")]
    assert when_and_where(await furnished.request(optional_roles=[], **ONE_DAY)) == ("17 07:30", "small")
    assert when_and_where(await furnished.request(optional_roles=[], **ONE_DAY)) == ("17 07:30", "large")


async def test_without_a_room_that_is_large_enough_it_says_so_and_can_do_without(open_harness: Opened):
    harness = await open_harness(FLANKEREND_ROOM_SEATS_BESIDE=2)
    await harness.staff()
    await add_rooms(harness, {**SMALL, "seats": 3})
    meeting = await harness.request(optional_roles=[], **ONE_DAY)
    ((kind, told),) = await harness.sent(meeting.meeting_id)
    assert (kind, told["reasons"], told["relax"]) == ("meeting-unschedulable", ["no-room"], ["place", "room"])
    async with harness.asking("caseworker") as client:
        at_time = {"case_ids": [str(meeting.case_ids[0])], "starts_at": "2026-11-17T10:00:00+01:00"}
        chosen = await client.post("/meetings", json=at_time)
        relaxed = await client.post(f"/meetings/{meeting.meeting_id}/relax", json={"requirement": "room"})
        again = await client.post(
            f"/meetings/{meeting.meeting_id}/reschedule", json={"starts_at": "2026-11-17T08:30:00+01:00"}
        )
    assert (chosen.status_code, chosen.json()["detail"]) == (
        409,
        "no room of this place with enough seats is free at that time",
    )
    assert (relaxed.status_code, relaxed.json()["room"], relaxed.json()["place"]) == (200, None, SITE)
    assert (again.status_code, again.json()["version"]) == (200, relaxed.json()["version"])
    await harness.look()
    assert (await harness.meeting(meeting.meeting_id)).attention is None


async def test_a_planned_meeting_asks_for_somebody_when_its_room_is_not_there_any_more(furnished: Harness):
    meeting = await furnished.request(optional_roles=[], **ONE_DAY)
    reasons = []
    async with furnished.asking("coordinator") as client:
        for version, change in enumerate(({"seats": 1}, {"seats": 2}, {"valid_until": "2026-11-16"}), start=1):
            answer = await client.patch("/rooms/small", json=change, headers={"If-Match": f'"{version}"'})
            assert answer.status_code == 200
            await furnished.look()
            attention = (await furnished.meeting(meeting.meeting_id)).attention
            reasons.append([str(reason) for reason in attention.reasons] if attention else [])
    assert reasons == [["place-taken"], [], ["place-taken"]]


async def test_a_place_has_rooms_only_on_days_on_which_a_room_is_valid(harness: Harness):
    await harness.staff()
    await add_rooms(harness, {**SMALL, "valid_from": "2026-11-18"})
    assert when_and_where(await harness.request(optional_roles=[], **ONE_DAY)) == ("17 07:30", None)
    later = date(2026, 11, 18)
    meeting = await harness.request(optional_roles=[], not_before=later, hold_by=later)
    assert when_and_where(meeting) == ("18 07:30", "small")


async def test_two_transactions_that_see_one_room_free_never_share_it(furnished: Harness):
    async with furnished.asking("coordinator") as client:
        await client.patch("/rooms/large", json={"valid_until": "2026-11-01"}, headers={"If-Match": '"1"'})
    barrier = asyncio.Barrier(2)

    async def plan(worker: str) -> Meeting:
        case = Case()
        async with furnished.units() as uow:
            uow.meetings.in_rooms = LooksTogether(uow.meetings.in_rooms, barrier)
            await furnished.handle(uow, case.event(MeetingRequested, assignee=worker, optional_roles=[], **ONE_DAY))
        return (await furnished.meetings_of(case))[0]

    meetings = await asyncio.gather(plan("worker-1"), plan("worker-2"))
    assert sorted(map(when_and_where, meetings)) == [("17 07:30", "small"), ("17 08:15", "small")]


async def test_what_is_planned_with_everything_in_hand_knows_the_rooms_as_they_are(furnished: Harness):
    handlers = [handler for subscription in furnished.service.subscriptions for handler in subscription.handlers]
    (keys_of,) = [handler.keys for handler in handlers if handler.contract is MeetingRequested]
    planned = []
    for change in (None, {"valid_until": "2026-11-01"}, None):
        if change:
            async with furnished.asking("coordinator") as client:
                await client.patch("/rooms/large", json=change, headers={"If-Match": '"1"'})
        for _ in range(1 if change else 2):
            case = Case()
            event = case.event(MeetingRequested, optional_roles=[], **ONE_DAY)
            async with furnished.units() as uow:
                await uow.load(sorted(keys_of(event.data)))
                await furnished.handle(uow, event)
            planned.append(when_and_where((await furnished.meetings_of(case))[0]))
    both = [("17 07:30", "small"), ("17 07:30", "large")]
    assert planned == [*both, ("17 08:15", "small"), ("17 09:00", "small"), ("17 09:45", "small")]

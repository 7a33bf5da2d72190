"""`/meetings/{id}/slots` and `/meetings/{id}/relax`: which slots are good and why, and what to give up without one."""

from datetime import date
from uuid import UUID

import pytest
from tests.component.consultation.harness import SCHOOL, Harness
from tests.component.consultation.standing import fixed, staffed_for_two

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.weekly_hours import parse_weekly
from shared.domain.roles import Role

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 27)
NEVER = Availability(exceptions=(AvailabilityException(date(2026, 11, 1), date(2026, 12, 4), available=False),))


async def unschedulable(harness: Harness) -> UUID:
    """A meeting without a slot, because the counsellor is away for three weeks."""
    await harness.add("counsellor-1", Role.COUNSELLOR, SCHOOL, availability=NEVER)
    await harness.add("worker-1", Role.CASEWORKER)
    return (await harness.request()).meeting_id


async def test_the_best_three_slots_say_why(harness: Harness):
    await harness.staff()
    meeting = await harness.request()
    async with harness.asking("caseworker") as client:
        answer = (await client.get(f"/meetings/{meeting.meeting_id}/slots")).json()
    assert [slot["starts_at"] for slot in answer["slots"]] == [
        "2026-11-17T08:30:00+01:00",
        "2026-11-17T09:15:00+01:00",
        "2026-11-17T10:00:00+01:00",
    ]
    assert answer["weights_version"] == 1
    first = answer["slots"][0]
    assert [person["contact_id"] for person in first["participants"]] == [
        "counsellor-1",
        "worker-1",
        "clb-1",
        "coach-1",
    ]
    assert {"what": "trip", "count": 2, "points": 0} in first["why"]
    assert (answer["reasons"], answer["relaxations"]) == ([], [])


async def test_a_meeting_with_a_time_is_rated_as_if_it_had_none_and_keeps_it(harness: Harness):
    await harness.staff()
    meeting = await harness.request()
    async with harness.asking("coordinator") as client:
        slots = (await client.get(f"/meetings/{meeting.meeting_id}/slots")).json()["slots"]
    assert slots[0]["starts_at"] == "2026-11-17T08:30:00+01:00"
    assert await harness.meeting(meeting.meeting_id) == meeting


async def test_the_slots_of_a_session_are_those_of_the_people_of_all_its_schools(harness: Harness):
    await staffed_for_two(harness)
    session, *_ = await fixed(harness)
    people = {person["contact_id"] for person in session["participants"]}
    away = {"exceptions": [{"from": "2026-11-19", "until": "2026-11-19", "available": False}]}
    async with harness.asking("coordinator") as client:
        slots = (await client.get(f"/meetings/{session['meeting_id']}/slots")).json()["slots"]
        changed = await client.put("/contacts/counsellor-2/availability", json=away, headers={"If-Match": "*"})
        assert changed.status_code == 200, changed.text
        without = (await client.get(f"/meetings/{session['meeting_id']}/slots")).json()["slots"]
    assert [{person["contact_id"] for person in slot["participants"]} for slot in slots[:1]] == [people]
    assert (len(slots), without) == (3, [])


async def test_without_a_slot_it_says_what_giving_up_what_would_give(harness: Harness):
    meeting_id = await unschedulable(harness)
    expected = [
        {"requirement": "availability", "starts_at": "2026-11-17T08:30:00+01:00"},
        {"requirement": "hold_by", "starts_at": "2026-12-07T08:30:00+01:00"},
    ]
    async with harness.asking("caseworker") as client:
        answer = (await client.get(f"/meetings/{meeting_id}/slots")).json()
        shown = (await client.get(f"/meetings/{meeting_id}")).json()
    assert (answer["slots"], answer["reasons"]) == ([], ["counsellor-not-free"])
    assert answer["relaxations"] == expected
    assert shown["relaxations"] == expected
    (kind, told) = (await harness.sent(meeting_id))[-1]
    assert kind == "meeting-unschedulable"
    assert told["relax"] == ["availability", "hold_by"]
    assert told["relaxations"] == expected


async def test_a_later_day_is_taken_and_everybody_is_told(harness: Harness):
    meeting_id = await unschedulable(harness)
    async with harness.asking("caseworker") as client:
        relaxed = await client.post(f"/meetings/{meeting_id}/relax", json={"requirement": "hold_by"})
    meeting = relaxed.json()
    assert relaxed.status_code == 200
    assert (meeting["status"], meeting["starts_at"], meeting["hold_by"]) == (
        "scheduled", "2026-12-07T08:30:00+01:00", "2026-12-07",
    )  # fmt: skip
    assert (meeting["reasons"], meeting["relaxations"]) == ([], [])
    assert [kind for kind, _ in await harness.sent(meeting_id)] == ["meeting-unschedulable", "meeting-scheduled"]


async def test_who_is_not_there_is_asked_all_the_same_and_the_meeting_says_so(harness: Harness):
    meeting_id = await unschedulable(harness)
    async with harness.asking("caseworker") as client:
        await client.post(f"/meetings/{meeting_id}/relax", json={"requirement": "availability"})
        await harness.look()
        meeting = (await client.get(f"/meetings/{meeting_id}")).json()
    assert meeting["starts_at"] == "2026-11-17T08:30:00+01:00"
    assert meeting["attention"]["reasons"] == ["participant-away"]


async def test_another_place_is_taken_where_the_place_is_full(harness: Harness):
    await harness.add("counsellor-1", Role.COUNSELLOR, SCHOOL, availability=Availability(parse_weekly("2 08:30-09:15")))
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL, availability=Availability(parse_weekly("2 08:30-09:15")))
    await harness.add("worker-1", Role.CASEWORKER)
    await harness.add("worker-2", Role.CASEWORKER)
    terms = {"not_before": MONDAY, "hold_by": date(2026, 11, 20)}
    await harness.request(**terms)
    second = await harness.request(**terms)
    url = f"/meetings/{second.meeting_id}/relax"
    async with harness.asking("caseworker") as client:
        nowhere = await client.post(url, json={"requirement": "place"})
        elsewhere = await client.post(url, json={"requirement": "place", "place": "Stadhuis, zaal 2"})
    assert nowhere.json()["errors"] == [{"field": "place", "reason": "is another place, where the place is given up"}]
    assert (elsewhere.json()["place"], elsewhere.json()["starts_at"]) == (
        "Stadhuis, zaal 2", "2026-11-17T08:30:00+01:00",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"requirement": "contacts"}, 422),
        ({"requirement": "hold_by", "place": "Stadhuis"}, 422),
        ({}, 422),
        ({"requirement": "max_meetings_per_day"}, 409),
        ({"requirement": "place", "place": "Stadhuis"}, 409),
    ],
)
async def test_what_does_not_help_is_refused(harness: Harness, body: dict[str, str], status: int):
    meeting_id = await unschedulable(harness)
    async with harness.asking("caseworker") as client:
        refused = await client.post(f"/meetings/{meeting_id}/relax", json=body)
    assert refused.status_code == status
    assert (await harness.meeting(meeting_id)).waits_for_a_slot


async def test_only_a_meeting_that_waits_for_a_slot_is_relaxed_and_only_one_to_come_is_rated(harness: Harness):
    await harness.staff()
    meeting = await harness.request()
    async with harness.asking("caseworker") as client:
        refused = await client.post(f"/meetings/{meeting.meeting_id}/relax", json={"requirement": "hold_by"})
        await client.post(f"/meetings/{meeting.meeting_id}/cancel")
        off = await client.get(f"/meetings/{meeting.meeting_id}/slots")
    assert (refused.status_code, refused.json()["allowed"]) == (409, ["reschedule", "cancel", "complete", "minutes"])
    assert off.status_code == 409


async def test_a_stale_version_is_not_relaxed(harness: Harness):
    meeting_id = await unschedulable(harness)
    async with harness.asking("caseworker") as client:
        stale = await client.post(
            f"/meetings/{meeting_id}/relax", json={"requirement": "hold_by"}, headers={"If-Match": '"7"'}
        )
    assert stale.status_code == 412

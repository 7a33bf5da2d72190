"""A room that can't be used: given up, its organisation closed, or the site of the school where it is."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.attendance_calendars import CalendarChanged
from shared.domain.roles import Role
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received

from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness

PLACE = f"Zorglokaal, school {SCHOOL}"
TUESDAY, WEDNESDAY = date(2026, 11, 17), date(2026, 11, 18)
THE_SCHOOL = {
    "organisation_id": "the-school",
    "kind": "school",
    "name": "Het Atheneum",
    "school": OTHER_SCHOOL,
    "sites": [{"site": "V1", "name": PLACE.upper()}, {"site": "V2", "name": "Elders"}],
}
ROOM = {"room_id": "small", "name": "Lokaal 1", "site": PLACE, "seats": 9, "organisation_id": "the-school"}


@pytest.fixture
async def furnished(harness: Harness) -> Harness:
    """A school whose meetings are in a room of another school; nobody who is invited works there."""
    await harness.staff()
    async with harness.asking("coordinator") as client:
        for path, body in (("/organisations", THE_SCHOOL), ("/rooms", ROOM)):
            assert (await client.post(path, json=body)).status_code == 201
    return harness


async def put_closures(harness: Harness, *days: date) -> None:
    body = {"closures": [{"from": str(day), "until": str(day)} for day in days]}
    async with harness.asking("coordinator") as client:
        version = {"If-Match": (await client.get("/organisations/the-school")).headers["etag"]}
        response = await client.put("/organisations/the-school/closures", json=body, headers=version)
        assert response.status_code == 200, response.text


async def close_site(harness: Harness, version: int, *closures: dict[str, Any]) -> None:
    """The calendar of the school to which the room belongs, with closures of its sites."""
    calendar = {
        "school": OTHER_SCHOOL,
        "school_year": "2026-2027",
        "version": version,
        "base": "flanders",
        "sessions": [],
        "closures": [{"date": TUESDAY, "half_day": None, "reason": "Werken", **closure} for closure in closures],
        "extra": [],
    }
    envelope = Envelope(id=str(uuid4()), source="/attendance", type=CalendarChanged.event_type, sequence=version)
    await harness.tell(Received(envelope, CalendarChanged.model_validate(calendar)))


def when(meeting: Meeting) -> str:
    assert meeting.slot
    assert meeting.slot.room
    return f"{meeting.slot.time.start:%d %H:%M}"  # UTC


async def reasons(harness: Harness, meeting: Meeting, *, look: bool = True) -> list[str]:
    if look:
        await harness.look()
    attention = (await harness.meeting(meeting.meeting_id)).attention
    return [str(reason) for reason in attention.reasons] if attention else []


async def test_a_meeting_in_a_room_that_is_given_up_asks_for_somebody_with_the_change_itself(furnished: Harness):
    meeting = await furnished.request()
    async with furnished.asking("coordinator") as client:
        given_up = {"valid_until": "2026-11-16"}
        assert (await client.patch("/rooms/small", json=given_up, headers={"If-Match": '"1"'})).status_code == 200
        assert await reasons(furnished, meeting, look=False) == ["place-taken"]
        again = {"valid_until": None}
        assert (await client.patch("/rooms/small", json=again, headers={"If-Match": '"2"'})).status_code == 200
    assert await reasons(furnished, meeting, look=False) == []


async def test_while_the_organisation_is_closed_so_are_its_rooms(furnished: Harness):
    before = await furnished.request()
    assert when(before) == "17 07:30"
    await put_closures(furnished, TUESDAY)
    assert await reasons(furnished, before) == ["place-taken"]
    await furnished.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    await furnished.add("worker-2", Role.CASEWORKER)
    assert when(await furnished.request(Case(reference="SP-2026-000124"))) == "18 07:30"
    await put_closures(furnished)
    assert await reasons(furnished, before) == []


async def test_closures_of_the_site_where_a_room_is_close_it_and_others_do_not(furnished: Harness):
    before = await furnished.request()
    await close_site(furnished, 1, {"site": "V2"}, {"site": None, "date": WEDNESDAY})
    assert await reasons(furnished, before) == []
    await close_site(furnished, 2, {"site": "V1", "half_day": "PM"})
    assert await reasons(furnished, before) == []
    await close_site(furnished, 3, {"site": "V1", "half_day": "AM"})
    assert await reasons(furnished, before) == ["place-taken"]
    assert when(await furnished.request(Case(reference="SP-2026-000124"))) == "17 12:00"
    await close_site(furnished, 4, {"site": "V1"})
    assert when(await furnished.request(Case(reference="SP-2026-000125"))) == "18 07:30"
    await close_site(furnished, 5)
    assert await reasons(furnished, before) == []

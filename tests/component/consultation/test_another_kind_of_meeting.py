"""A kind of meeting is a definition and a line in the registry: it goes the whole path by its own rules."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from consultation.domain.local_time import BRUSSELS
from consultation.kinds import registry
from consultation.meetings.domain.states import Status
from shared.contracts.casework_cases import CaseOpened, CaseWithdrawn
from shared.domain.roles import Role

from .conftest import Opened
from .harness import SCHOOL, Case, Harness

OPEN_EVENING = {"meeting_type": "open-evening"}
ROLES = {"required_roles": ["coordinator"], "optional_roles": ["counsellor"]}


@pytest.fixture
async def harness(open_harness: Opened, monkeypatch: pytest.MonkeyPatch) -> Harness:
    """The service with one more kind of meeting, and the settings of care meetings as they may be."""
    line = Path(__file__).parent / "kinds" / "open_evening.toml"
    monkeypatch.setattr(registry, "DEFINITIONS", [*registry.DEFINITIONS, line])
    harness = await open_harness(FLANKEREND_MEETING_MINUTES=30, FLANKEREND_MEETING_PLACES={SCHOOL: "Lokaal 12"})
    await harness.staff()
    await harness.add("coordinator-1", Role.COORDINATOR)
    return harness


async def arranged(harness: Harness, **body: object) -> dict[str, object]:
    async with harness.asking("coordinator") as client:
        answer = await client.post("/meetings", json={**OPEN_EVENING, **body})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_case_asks_for_it_and_it_is_planned_by_its_own_length_hours_and_place(harness: Harness):
    meeting = await harness.request(Case(), **OPEN_EVENING, **ROLES)
    assert meeting.status is Status.SCHEDULED
    assert f"{meeting.slot.time.start.astimezone(BRUSSELS):%A %H:%M}" == "Tuesday 19:00"
    assert meeting.slot.time.end - meeting.slot.time.start == timedelta(minutes=90)
    assert meeting.place == f"Stadhuis, zaal van {SCHOOL}"
    assert [participant.contact_id for participant in meeting.slot.participants] == ["coordinator-1", "counsellor-1"]
    ((kind, told),) = await harness.sent(meeting.meeting_id)
    assert (kind, told["meeting_type"]) == ("meeting-scheduled", "open-evening")


async def test_care_meetings_go_by_their_settings_beside_it(harness: Harness):
    meeting = await harness.request()
    assert meeting.slot.time.end - meeting.slot.time.start == timedelta(minutes=30)
    assert meeting.place == "Lokaal 12"


async def test_arranged_by_hand_it_asks_for_its_own_roles(harness: Harness):
    case = Case()
    await harness.tell(case.event(CaseOpened))
    meeting = await arranged(harness, case_ids=[str(case.case_id)])
    people = [(participant["contact_id"], participant["required"]) for participant in meeting["participants"]]
    assert people == [("coordinator-1", True), ("counsellor-1", False)]


async def test_its_calendar_entry_has_its_title(harness: Harness):
    meeting = await harness.request(Case(), **OPEN_EVENING, **ROLES)
    async with harness.asking("coordinator") as client:
        answer = await client.get(f"/meetings/{meeting.meeting_id}.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == "Open avond SP-2026-000123"


async def test_it_is_called_off_with_its_case(harness: Harness):
    case = Case()
    meeting = await harness.request(case, **OPEN_EVENING, **ROLES)
    await harness.tell(case.event(CaseWithdrawn))
    assert await harness.sent_kinds(meeting) == ["meeting-scheduled", "meeting-cancelled"]


async def test_it_is_moved_held_and_has_minutes(harness: Harness):
    meeting = await harness.request(Case(), **OPEN_EVENING, **ROLES)
    path = f"/meetings/{meeting.meeting_id}"
    async with harness.asking("coordinator") as client:
        moved = (await client.post(f"{path}/reschedule")).json()
        assert (moved["starts_at"], moved["ends_at"]) == ("2026-11-17T20:30:00+01:00", "2026-11-17T22:00:00+01:00")
        harness.clock.advance(timedelta(days=5))
        assert (await client.post(f"{path}/complete")).json()["status"] == "held"
        assert (await client.put(f"{path}/minutes", json={"text": "Besproken."})).status_code == 200
    assert (await harness.sent_kinds(meeting))[-1] == "meeting-held"


async def test_it_can_be_about_no_case_where_a_school_is_said(harness: Harness):
    meeting = await arranged(harness, case_ids=[], school=SCHOOL)
    assert (meeting["status"], meeting["case_ids"]) == ("scheduled", [])
    ((kind, told),) = await harness.sent(meeting["meeting_id"])
    assert (kind, told["case_ids"]) == ("meeting-scheduled", [])


async def test_no_lessons_on_its_day_is_seen_though_it_is_in_the_evening(harness: Harness):
    meeting = await harness.request(Case(), **OPEN_EVENING, **ROLES)
    await harness.close_school(date(2026, 11, 17))
    assert (await harness.meeting(meeting.meeting_id)).attention.reasons == ("school-closed",)

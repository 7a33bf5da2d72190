"""`/contacts/{id}/busy`: calendars that are sent, what is kept of them, and what meetings make of it."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from consultation.directory.application.purge_busy import purge_busy
from shared.runtime.clock import BRUSSELS

from .harness import Case, Harness

PATH = "/contacts/counsellor-1/busy"
SECRET = "Tandarts van Canaryname"


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    return harness


def calendar(*times: tuple[str, str], kind: str = "VEVENT", uid: str = "u") -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//"]
    for number, (start, end) in enumerate(times):
        taken = [f"FREEBUSY:{start}/{end}"] if kind == "VFREEBUSY" else [f"DTSTART:{start}", f"DTEND:{end}"]
        own = uid if "@" in uid else f"{uid}{number}"
        lines += [f"BEGIN:{kind}", f"UID:{own}", "DTSTAMP:20261101T000000Z", f"SUMMARY:{SECRET}", *taken, f"END:{kind}"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


async def send(harness: Harness, text: str, match: str | None = None, **by: Any) -> httpx.Response:
    headers = {"Content-Type": "text/calendar", **({"If-Match": match} if match else {})}
    async with harness.asking(by.get("role", "counsellor"), by.get("contact", "counsellor-1")) as client:
        return await client.put(by.get("path", PATH), content=text.encode(), headers=headers)


MORNING = ("20261117T070000Z", "20261117T110000Z")


async def test_a_meeting_is_planned_beside_what_a_calendar_says_and_one_before_asks_for_somebody(staffed: Harness):
    before = await staffed.request()
    assert before.slot.time.start == datetime(2026, 11, 17, 8, 30, tzinfo=BRUSSELS)
    answer = await send(staffed, calendar(MORNING))
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert answer.json()["times"] == [{"from": "2026-11-17T08:00:00+01:00", "until": "2026-11-17T12:00:00+01:00"}]
    assert [str(reason) for reason in (await staffed.meeting(before.meeting_id)).attention.reasons] == [
        "participant-away"
    ]
    later = await staffed.request(Case(reference="SP-2026-000124"))
    assert later.slot.time.start == datetime(2026, 11, 17, 13, tzinfo=BRUSSELS)


async def test_of_a_calendar_times_are_kept_and_nothing_else(staffed: Harness):
    await send(staffed, calendar(MORNING))
    async with staffed.service.engine.connect() as connection:
        rows = (await connection.execute(sa.text("SELECT * FROM contact_busy"))).mappings().all()
    assert [set(row) for row in rows] == [{"contact_id", "minutes", "received_at", "version"}]
    assert len(await staffed.sent("counsellor-1")) == 1, "busy times are told to nobody"
    async with staffed.asking("caseworker") as client:
        contact = await client.get("/contacts/counsellor-1")
    assert SECRET not in contact.text
    assert contact.headers["etag"] == '"1"', "a calendar that is sent again and again changes no contact"


@pytest.mark.parametrize(
    ("kind", "uid"), [("VEVENT", "{meeting}@flankerend"), ("VEVENT", "copied"), ("VFREEBUSY", "free-busy")]
)
async def test_a_meeting_that_comes_back_in_the_calendar_makes_nobody_busy(staffed: Harness, kind: str, uid: str):
    meeting = await staffed.request()
    time = meeting.slot.time
    taken = (f"{time.start:%Y%m%dT%H%M%SZ}", f"{time.end:%Y%m%dT%H%M%SZ}")
    answer = await send(staffed, calendar(taken, kind=kind, uid=uid.format(meeting=meeting.meeting_id)))
    assert answer.json()["times"] == []
    assert (await staffed.meeting(meeting.meeting_id)).attention is None


async def test_what_is_sent_later_takes_the_place_of_what_was_sent_before(staffed: Harness):
    await send(staffed, calendar(MORNING))
    codes = [(await send(staffed, calendar(MORNING), match)).status_code for match in (None, '"7"', '"1"', "*")]
    assert codes == [428, 412, 200, 200]
    async with staffed.asking("counsellor", "counsellor-1") as client:
        same = await client.get(PATH)
    assert same.headers["etag"] == '"1"', "the same calendar again changes nothing"
    emptied = await send(staffed, calendar(), "*")
    assert (emptied.json()["times"], emptied.headers["etag"]) == ([], '"2"')


async def test_busy_times_are_forgotten_when_somebody_says_so(staffed: Harness):
    await send(staffed, calendar(MORNING))
    async with staffed.asking("counsellor", "counsellor-1") as client:
        assert (await client.delete(PATH)).status_code == 204
        answer = await client.get(PATH)
    assert answer.json() == {"received_at": None, "times": [], "version": 0}
    assert (await staffed.request()).slot.time.start == datetime(2026, 11, 17, 8, 30, tzinfo=BRUSSELS)


async def test_busy_times_that_are_long_past_are_removed(staffed: Harness):
    await send(staffed, calendar(MORNING))
    kept_for = timedelta(days=30)
    for days, versions in ((20, 1), (40, 0)):
        staffed.clock.set(datetime(2026, 11, 17, 12, tzinfo=BRUSSELS) + timedelta(days=days))
        await purge_busy(staffed.units, clock=staffed.clock, kept_for=kept_for)
        async with staffed.units() as uow:
            assert (await uow.busy_times.of("counsellor-1")).version == versions


async def test_what_is_no_calendar_is_refused(staffed: Harness):
    answer = await send(staffed, "niets")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "calendar")


async def test_another_media_type_and_a_calendar_without_end_are_refused(staffed: Harness):
    async with staffed.asking("counsellor", "counsellor-1") as client:
        json = await client.put(PATH, json={})
        large = await client.put(PATH, content=b"x" * 3_000_000, headers={"Content-Type": "text/calendar"})
    assert (json.status_code, large.status_code) == (415, 413)


@pytest.mark.parametrize(
    ("role", "contact", "status"),
    [
        ("coordinator", None, 200),
        ("clb", "clb-1", 403),
        ("caseworker", "worker-1", 403),
        ("counsellor", "stranger", 404),
        ("school", None, 403),
    ],
)
async def test_a_calendar_is_sent_by_who_it_is_of_or_the_coordinator(
    staffed: Harness, role: str, contact: str | None, status: int
):
    async with staffed.asking(role, contact, school="125001") as client:
        answer = await client.put(PATH, content=calendar(MORNING), headers={"Content-Type": "text/calendar"})
    assert answer.status_code == status

"""The calendar that a participant subscribes to."""

from datetime import datetime
from typing import Any

import httpx
import pytest
from icalendar import Calendar
from tests.calendars import seen_by_ical

from shared.domain.roles import Role

from .councils import council, posted
from .harness import Case, Harness
from .standing import fixed, staffed_for_two


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    return harness


async def address(
    harness: Harness, method: str = "POST", contact: str = "counsellor-1", of: str = "counsellor-1"
) -> Any:
    async with harness.asking("counsellor", contact) as client:
        return await client.request(method, f"/contacts/{of}/calendar")


async def path(harness: Harness) -> str:
    return httpx.URL((await address(harness)).json()["address"]).path


async def fetched(harness: Harness, at: str, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(harness.service.app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://consultation", headers=headers) as client:
        return await client.get(at)


def events(answer: httpx.Response) -> list[Any]:
    return Calendar.from_ical(answer.content).walk("VEVENT")


async def test_it_has_the_own_meetings_without_names_and_nobody_elses(staffed: Harness):
    await staffed.add("counsellor-2", Role.COUNSELLOR, "125002")
    own, other = await staffed.request(Case()), await staffed.request(Case(school="125002"))
    answer = await fetched(staffed, await path(staffed))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    [event] = events(answer)
    assert (event["UID"], event["DTSTART"].dt) == (own.ical_uid, own.slot.time.start)
    assert other.ical_uid not in answer.text
    assert "ATTENDEE" not in answer.text
    assert "Voorbeeld" not in answer.text
    assert "SP-2026-000123" in answer.text


async def test_sessions_of_a_series_stand_alone_in_it(harness: Harness):
    await staffed_for_two(harness)
    sessions = await fixed(harness)
    own = seen_by_ical((await fetched(harness, await path(harness))).text)
    assert [seen.uid for seen in own] == [f"{session['meeting_id']}@flankerend" for session in sessions]
    assert [seen.starts_at for seen in own] == [datetime.fromisoformat(session["starts_at"]) for session in sessions]
    assert {seen.recurrence_id for seen in own} == {None}


async def test_what_is_called_off_leaves_it_and_nothing_is_a_calendar_too(staffed: Harness):
    meeting, at = await staffed.request(), await path(staffed)
    assert len(events(await fetched(staffed, at))) == 1
    async with staffed.asking("caseworker") as client:
        await client.post(f"/meetings/{meeting.meeting_id}/cancel")
    empty = await fetched(staffed, at)
    assert events(empty) == []
    assert Calendar.from_ical(empty.content).subcomponents


async def test_what_did_not_change_is_not_sent_again(staffed: Harness):
    meeting, at = await staffed.request(), await path(staffed)
    tag = (await fetched(staffed, at)).headers["etag"]
    again = await fetched(staffed, at, **{"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    async with staffed.asking("caseworker") as client:
        await client.post(f"/meetings/{meeting.meeting_id}/reschedule")
    assert (await fetched(staffed, at, **{"If-None-Match": tag})).status_code == 200


async def test_the_address_stays_until_another_is_made_or_it_is_revoked(staffed: Harness):
    first = (await address(staffed)).json()["address"]
    assert (await address(staffed, "GET")).json()["address"] == first
    second = (await address(staffed)).json()["address"]
    assert (await fetched(staffed, httpx.URL(first).path)).status_code == 404
    assert (await fetched(staffed, httpx.URL(second).path)).status_code == 200
    assert (await address(staffed, "DELETE")).status_code == 204
    assert (await fetched(staffed, httpx.URL(second).path)).status_code == 404
    assert (await address(staffed, "GET")).json() == {"address": None, "made_at": None}


async def test_it_ends_with_its_contact_and_no_other_token_opens_it(staffed: Harness):
    at = await path(staffed)
    assert (await fetched(staffed, at.replace(".ics", "A.ics"))).status_code == 404
    async with staffed.asking("coordinator") as client:
        ended = {"valid_until": "2026-11-12"}
        await client.patch("/contacts/counsellor-1", json=ended, headers={"If-Match": "*"})
    assert (await fetched(staffed, at)).status_code == 404


async def test_nobody_reads_or_makes_somebody_elses_address_and_a_coordinator_revokes_it(staffed: Harness):
    at = await path(staffed)
    for method in ("GET", "POST", "DELETE"):
        assert (await address(staffed, method, of="clb-1")).status_code == 403
    async with staffed.asking("coordinator") as client:
        assert (await client.get("/contacts/counsellor-1/calendar")).status_code == 403
        assert (await client.delete("/contacts/counsellor-1/calendar")).status_code == 204
    assert (await fetched(staffed, at)).status_code == 404


async def test_sessions_of_consultation_bodies_are_in_it_until_they_are_called_off(staffed: Harness):
    body = await council(staffed, kind="education-cell", name="Onderwijscel")
    member = {"contact_id": "counsellor-1", "from": "2026-09-01"}
    await posted(staffed, f"/bodies/{body['body_id']}/members", member)
    sessions = f"/bodies/{body['body_id']}/sessions"
    times = {"starts_at": "2026-12-01T10:00:00+01:00", "ends_at": "2026-12-01T12:00:00+01:00", "place": "Raadzaal"}
    session = await posted(staffed, sessions, times)
    at = await path(staffed)
    first = await fetched(staffed, at)
    [event] = events(first)
    assert (event["UID"], event["SUMMARY"], event["LOCATION"]) == (
        f"{session['session_id']}@flankerend",
        "Onderwijscel",
        "Raadzaal",
    )
    assert f"{body['body_id']}" in event["URL"]
    assert (await fetched(staffed, at)).text == first.text
    assert events(await fetched(staffed, await other_path(staffed))) == []
    await posted(staffed, f"{sessions}/{session['session_id']}/cancel", {}, status=200)
    assert events(await fetched(staffed, at)) == []


async def other_path(harness: Harness) -> str:
    """The calendar of somebody else."""
    async with harness.asking("clb", "clb-1") as client:
        return httpx.URL((await client.post("/contacts/clb-1/calendar")).json()["address"]).path

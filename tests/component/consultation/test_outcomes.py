"""`/meetings/{id}/outcome`: who is there and what is decided, noted as a meeting goes on and put right afterwards."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseClosed, CaseOpened, MeetingRequested

from .harness import OTHER_SCHOOL, Case, Harness
from .standing import fixed, staffed_for_two

READERS = {
    "caseworker": "worker-1",
    "coordinator": None,
    "counsellor": "counsellor-1",
    "clb": "clb-1",
    "youth-coach": "coach-1",
}


@pytest.fixture
async def meeting(harness: Harness) -> Meeting:
    """A meeting about one case, that has just begun."""
    await harness.staff()
    case = Case()
    await harness.tell(case.event(CaseOpened))
    meeting = await harness.request(case)
    assert meeting.slot
    harness.clock.set(meeting.slot.time.start)
    return meeting


async def put(harness: Harness, meeting_id: object, *decisions: tuple[object, str], **body: Any) -> Any:
    """Say what comes of the meeting, as it is now; `version` is another version of it, None for no version."""
    path = f"/meetings/{meeting_id}"
    decided = [{"case_id": str(case_id), "decision": decision} for case_id, decision in decisions]
    async with harness.asking(body.pop("role", "caseworker"), body.pop("contact", "worker-1")) as client:
        version = body.pop("version", (await client.get(path)).headers.get("etag"))
        headers = {"If-Match": version} if version else {}
        return await client.put(f"{path}/outcome", json={"decisions": decided, **body}, headers=headers)


async def complete(harness: Harness, meeting: Meeting, **body: Any) -> None:
    assert meeting.slot
    harness.clock.set(meeting.slot.time.end)
    async with harness.asking("caseworker", "worker-1") as client:
        response = await client.post(f"/meetings/{meeting.meeting_id}/complete", json=body)
        assert response.status_code == 200, response.text


async def told(harness: Harness, meeting_id: object) -> list[tuple[str, Any, Any]]:
    events = [event for event in await harness.sent(meeting_id) if "decisions" in event[1] or "changed" in event[1]]
    return [(kind, data.get("decisions"), data.get("changed")) for kind, data in events]


async def test_what_is_noted_while_it_goes_on_is_told_when_it_is_completed(harness: Harness, meeting: Meeting):
    case_id = str(meeting.case_ids[0])
    noted = await put(harness, meeting.meeting_id, (case_id, "plan"), present=["counsellor-1"])
    assert (noted.status_code, noted.json()["revisions"]) == (200, [])
    again = await put(harness, meeting.meeting_id, (case_id, "monitor"))
    assert (again.json()["present"], again.json()["decisions"][0]["decision"]) == (None, "monitor")
    assert await told(harness, meeting.meeting_id) == []
    await complete(harness, meeting)
    decisions = [{"case_id": case_id, "decision": "monitor"}]
    assert await told(harness, meeting.meeting_id) == [("meeting-held", decisions, None)]


async def test_what_was_told_is_put_right_with_all_that_was_said_before(harness: Harness, meeting: Meeting):
    case_id = str(meeting.case_ids[0])
    await complete(harness, meeting, decisions=[{"case_id": case_id, "decision": "plan"}])
    harness.clock.advance(timedelta(hours=1))
    answer = await put(harness, meeting.meeting_id, (case_id, "close"), role="coordinator")
    assert answer.status_code == 200
    assert (await put(harness, meeting.meeting_id, (case_id, "close"))).json() == answer.json(), "said again"
    assert (await put(harness, meeting.meeting_id, (case_id, "close"), present=["clb-1"])).status_code == 200
    outcome = (await put(harness, meeting.meeting_id, present=["clb-1"])).json()
    said = [
        (revision["revision"], revision["noted_by"], revision["present"], [own["decision"] for own in decisions])
        for revision in outcome["revisions"]
        for decisions in [revision["decisions"]]
    ]
    assert said == [
        (1, "caseworker-u1", None, ["plan"]),
        (2, "coordinator-u1", None, ["close"]),
        (3, "caseworker-u1", ["clb-1"], ["close"]),
        (4, "caseworker-u1", ["clb-1"], []),
    ]
    assert outcome["revisions"][1]["noted_at"] == harness.clock.now().isoformat()
    assert await told(harness, meeting.meeting_id) == [
        ("meeting-held", [{"case_id": case_id, "decision": "plan"}], None),
        ("meeting-decisions-corrected", [{"case_id": case_id, "decision": "close"}], [case_id]),
        ("meeting-decisions-corrected", None, [case_id]),
    ]


async def test_what_is_of_another_version_or_not_of_the_meeting_is_refused(harness: Harness, meeting: Meeting):
    case_id = meeting.case_ids[0]
    refused = [
        await put(harness, meeting.meeting_id, version=None),
        await put(harness, meeting.meeting_id, version='"0"'),
        await put(harness, meeting.meeting_id, (UUID(int=9), "plan")),
        await put(harness, meeting.meeting_id, (case_id, "plan"), (case_id, "close")),
        await put(harness, meeting.meeting_id, present=["somebody"]),
        await put(harness, UUID(int=9), version="*"),
    ]
    assert [response.status_code for response in refused] == [428, 412, 422, 422, 422, 404]
    async with harness.asking("coordinator") as client:
        nothing = await client.put(f"/meetings/{meeting.meeting_id}/outcome", json={}, headers={"If-Match": "*"})
        assert (nothing.status_code, "decisions" in nothing.text) == (422, True)
        await client.post(f"/meetings/{meeting.meeting_id}/cancel")
    off = await put(harness, meeting.meeting_id, (case_id, "plan"))
    assert (off.status_code, off.json()["allowed"]) == (409, [])


async def test_who_reads_the_minutes_of_a_case_reads_what_was_decided_and_who_runs_cases_says_it(harness: Harness):
    await staffed_for_two(harness)
    session, *_ = await fixed(harness)
    own, other = Case(), Case(reference="SP-2026-000124", school=OTHER_SCHOOL)
    for case in (own, other):
        await harness.tell(case.event(CaseOpened))
        await harness.tell(case.event(MeetingRequested, optional_roles=["clb"]))
    both = ((own.case_id, "plan"), (other.case_id, "close"))
    held = await harness.meeting(UUID(session["meeting_id"]))
    await complete(harness, held, decisions=[{"case_id": str(of), "decision": said} for of, said in both])
    read, written = {}, {}
    for role, contact in READERS.items():
        async with harness.asking(role, contact) as client:
            outcome = (await client.get(f"/meetings/{held.meeting_id}/outcome")).json()
        now, first = outcome["decisions"], outcome["revisions"][0]["decisions"]
        assert now == first, role
        read[role] = {decision["decision"] for decision in now}
        written[role] = (await put(harness, held.meeting_id, *both, role=role, contact=contact)).status_code
    everything = {"plan", "close"}
    assert read == {
        "caseworker": everything, "coordinator": everything,
        "counsellor": {"plan"}, "clb": {"plan"}, "youth-coach": set(),
    }  # fmt: skip
    assert written == {
        "caseworker": 200, "coordinator": 200, "counsellor": 403, "clb": 403, "youth-coach": 403,
    }  # fmt: skip
    async with harness.asking("counsellor", "somebody-else") as client:
        assert (await client.get(f"/meetings/{held.meeting_id}/outcome")).status_code == 404


async def test_what_was_decided_goes_along_with_a_merged_case_and_is_removed_after_its_term(harness: Harness):
    await harness.staff()
    goes, stays = Case(UUID(int=1)), Case(UUID(int=2), "SP-2026-000124")
    for case in (goes, stays):
        await harness.tell(case.event(CaseOpened))
    meeting = await harness.request(goes)
    await complete(harness, meeting, decisions=[{"case_id": str(goes.case_id), "decision": "plan"}])
    await harness.tell(goes.event(CaseClosed, outcome="merged", merged_into=stays.case_id))
    answer = await put(harness, meeting.meeting_id, (stays.case_id, "close"))
    of_cases = [[own["case_id"] for own in revision["decisions"]] for revision in answer.json()["revisions"]]
    assert of_cases == [[str(stays.case_id)]] * 2
    (purge,) = [ticker for ticker in harness.service.tickers if ticker.name == "minutes"]
    assert meeting.slot
    harness.clock.set(meeting.slot.time.end + timedelta(days=400, seconds=1))
    await purge._job()
    async with harness.asking("coordinator") as client:
        outcome = (await client.get(f"/meetings/{meeting.meeting_id}/outcome")).json()
    assert (outcome["revisions"], outcome["decisions"][0]["decision"]) == ([], "close")

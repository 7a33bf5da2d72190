"""The minutes of a case at a meeting: in all revisions, for those who were invited for that case."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseClosed, CaseOpened, MeetingRequested
from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness
from .standing import fixed, staffed_for_two

READERS = {
    "caseworker": ("caseworker", None),
    "coordinator": ("coordinator", None),
    **{f"counsellor-{number}": ("counsellor", f"counsellor-{number}") for number in (1, 2, 3)},
    "clb-1": ("clb", "clb-1"),
    "coach-1": ("youth-coach", "coach-1"),
}


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await staffed_for_two(harness)
    return harness


@pytest.fixture
async def meeting(staffed: Harness) -> Meeting:
    """A meeting about one case, that has just begun."""
    case = Case()
    await staffed.tell(case.event(CaseOpened))
    meeting = await staffed.request(case)
    assert meeting.slot
    staffed.clock.set(meeting.slot.time.start)
    return meeting


async def write(
    harness: Harness, meeting_id: object, case_id: object, text: str, *, seen: str | None = None, by: str = "caseworker"
) -> Any:
    headers = {"If-Match": seen} if seen else None
    async with harness.asking(*READERS[by]) as client:
        return await client.put(path_of(meeting_id, case_id), json={"text": text}, headers=headers)


async def read(harness: Harness, meeting_id: object, case_id: object, *, by: str = "caseworker", **query: int) -> Any:
    async with harness.asking(*READERS[by]) as client:
        return await client.get(path_of(meeting_id, case_id), params=query)


def path_of(meeting_id: object, case_id: object) -> str:
    return f"/meetings/{meeting_id}/cases/{case_id}/minutes"


async def test_what_was_written_before_stays_as_a_revision(staffed: Harness, meeting: Meeting):
    case_id = meeting.case_ids[0]
    first = await write(staffed, meeting.meeting_id, case_id, "Eerst afgesproken.")
    assert (first.status_code, first.headers["etag"]) == (200, '"1"')
    refused = [
        (await write(staffed, meeting.meeting_id, case_id, "x", seen=seen)).status_code for seen in (None, '"7"')
    ]
    assert refused == [428, 412]
    second = await write(staffed, meeting.meeting_id, case_id, "Later verbeterd.", seen='"1"', by="coordinator")
    assert second.headers["etag"] == '"2"'
    newest = (await read(staffed, meeting.meeting_id, case_id)).json()
    assert newest == second.json()
    assert [revision["written_by"] for revision in newest["revisions"]] == ["caseworker-u1", "coordinator-u1"]
    before = (await read(staffed, meeting.meeting_id, case_id, revision=1)).json()
    assert (before["text"], before["written_by"]) == ("Eerst afgesproken.", "caseworker-u1")
    assert (await read(staffed, meeting.meeting_id, case_id, revision=3)).status_code == 404
    assert (await write(staffed, meeting.meeting_id, case_id, "Later verbeterd.", seen='"2"')).headers["etag"] == '"2"'


async def test_an_action_agreed_meanwhile_is_in_the_way_of_no_minutes(staffed: Harness, meeting: Meeting):
    case_id, path = meeting.case_ids[0], f"/meetings/{meeting.meeting_id}"
    await write(staffed, meeting.meeting_id, case_id, "Eerst afgesproken.")
    async with staffed.asking("caseworker") as client:
        written = await client.put(f"{path}/minutes", json={"text": "Besproken."})
        action = {"case_id": str(case_id), "what": "Belt", "owner": "clb-1", "due_on": "2026-11-27"}
        assert (await client.post(f"{path}/actions", json=action)).status_code == 201
        seen = (await client.get(f"{path}/minutes")).headers["etag"]
        assert seen == written.headers["etag"]
        stale = {"If-Match": '"1"'}
        assert (await client.put(f"{path}/minutes", json={"text": "x"}, headers=stale)).status_code == 412
        again = await client.put(f"{path}/minutes", json={"text": "Aangevuld."}, headers={"If-Match": seen})
        assert again.status_code == 200
        of_meeting = {"If-Match": (await client.get(path)).headers["etag"]}
        assert (await client.put(f"{path}/minutes", json={"text": "Nog eens."}, headers=of_meeting)).status_code == 200
    assert (await write(staffed, meeting.meeting_id, case_id, "Verbeterd.", seen='"1"')).status_code == 200


async def test_a_counsellor_of_another_school_and_a_role_that_was_not_asked_read_nothing(staffed: Harness):
    session, *_ = await fixed(staffed)
    own, other = Case(), Case(reference="SP-2026-000124", school=OTHER_SCHOOL)
    for case in (own, other):
        await staffed.tell(case.event(CaseOpened))
        await staffed.tell(case.event(MeetingRequested, optional_roles=["clb"]))
        assert (await write(staffed, session["meeting_id"], case.case_id, f"Over {case.reference}.")).status_code == 200
    codes = {
        (reader, case.reference[-3:]): (await read(staffed, session["meeting_id"], case.case_id, by=reader)).status_code
        for reader in ("caseworker", "coordinator", "counsellor-1", "counsellor-2", "clb-1", "coach-1")
        for case in (own, other)
    }
    readers = {reader for reader, code in codes.items() if code == 200}
    everything = {(reader, last) for reader in ("caseworker", "coordinator") for last in ("123", "124")}
    assert readers == everything | {("counsellor-1", "123"), ("counsellor-2", "124"), ("clb-1", "123")}
    assert {code for code in codes.values() if code != 200} == {404}


async def test_decisions_and_actions_are_read_by_who_reads_the_minutes(staffed: Harness):
    session, *_ = await fixed(staffed)
    own, other = Case(), Case(reference="SP-2026-000124", school=OTHER_SCHOOL)
    for case in (own, other):
        await staffed.tell(case.event(CaseOpened))
        await staffed.tell(case.event(MeetingRequested, optional_roles=["clb"]))
    path = f"/meetings/{session['meeting_id']}"
    staffed.clock.set(datetime.fromisoformat(session["ends_at"]))
    decisions = [{"case_id": str(case.case_id), "decision": "plan"} for case in (own, other)]
    async with staffed.asking("caseworker") as client:
        for case in (own, other):
            action = {"case_id": str(case.case_id), "what": "Belt", "owner": "worker-1", "due_on": "2026-11-27"}
            assert (await client.post(f"{path}/actions", json=action)).status_code == 201
        assert (await client.post(f"{path}/complete", json={"decisions": decisions})).status_code == 200
    read: dict[str, set[str]] = {}
    for reader, (role, contact) in READERS.items():
        async with staffed.asking(role, contact) as client:
            meeting = await client.get(path)
            actions = await client.get(f"{path}/actions")
        decided = {decision["case_id"] for decision in meeting.json().get("decisions", [])}
        agreed = {action["case_id"] for action in actions.json().get("items", [])}
        assert decided == agreed, reader
        read[reader] = decided
    mine, others = str(own.case_id), str(other.case_id)
    assert read == {
        "caseworker": {mine, others},
        "coordinator": {mine, others},
        "counsellor-1": {mine},
        "counsellor-2": {others},
        "counsellor-3": set(),
        "clb-1": {mine},
        "coach-1": set(),
    }


async def test_who_does_not_take_part_or_does_not_run_cases_is_refused(staffed: Harness, meeting: Meeting):
    await staffed.add("counsellor-3", Role.COUNSELLOR, SCHOOL)
    case_id = meeting.case_ids[0]
    await write(staffed, meeting.meeting_id, case_id, "Besproken.")
    assert (await read(staffed, meeting.meeting_id, case_id, by="counsellor-1")).status_code == 200
    assert (await read(staffed, meeting.meeting_id, case_id, by="counsellor-3")).status_code == 403
    assert (await read(staffed, meeting.meeting_id, case_id, by="counsellor-2")).status_code == 404
    assert (await write(staffed, meeting.meeting_id, case_id, "x", by="counsellor-1")).status_code == 403
    assert (await write(staffed, meeting.meeting_id, uuid4(), "x")).status_code == 404


async def test_of_two_cases_that_merge_all_that_was_written_stays(staffed: Harness):
    session, *_ = await fixed(staffed)
    stays, goes = Case(UUID(int=1)), Case(UUID(int=2), "SP-2026-000124")
    for case in (stays, goes):
        await staffed.tell(case.event(CaseOpened))
        await staffed.tell(case.event(MeetingRequested))
        for when, seen in (("Eerst", None), ("Dan", '"1"')):
            text = f"{when} over {case.reference}."
            assert (await write(staffed, session["meeting_id"], case.case_id, text, seen=seen)).status_code == 200
    await staffed.tell(goes.event(CaseClosed, outcome="merged", merged_into=stays.case_id))
    answers = [
        (await read(staffed, session["meeting_id"], stays.case_id, revision=revision)).json()["text"]
        for revision in (1, 2, 3, 4)
    ]
    assert answers == [f"{when} over {case.reference}." for case in (goes, stays) for when in ("Eerst", "Dan")]
    newest = await read(staffed, session["meeting_id"], stays.case_id)
    assert (newest.json()["text"], newest.headers["etag"]) == (answers[-1], '"4"')


async def test_they_are_removed_after_their_term(staffed: Harness, meeting: Meeting):
    assert meeting.slot
    await write(staffed, meeting.meeting_id, meeting.case_ids[0], "Besproken.")
    (purge,) = [ticker for ticker in staffed.service.tickers if ticker.name == "minutes"]
    for later, status in ((timedelta(0), 200), (timedelta(seconds=1), 404)):
        staffed.clock.set(meeting.slot.time.end + timedelta(days=400) + later)
        await purge._job()
        assert (await read(staffed, meeting.meeting_id, meeting.case_ids[0])).status_code == status

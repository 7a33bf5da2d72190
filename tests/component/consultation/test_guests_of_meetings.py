"""The guests of a meeting: by name, for that meeting alone, for who was invited for the same case."""

from datetime import timedelta
from typing import Any

import pytest

from shared.contracts.casework_cases import CaseClosed, CaseOpened, MeetingRequested
from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness
from .standing import fixed, staffed_for_two

MOTHER, HEAD = "Mieke Verzonnen", "Piet Denkbeeldig"


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await staffed_for_two(harness)
    return harness


async def note(harness: Harness, meeting_id: object, *guests: dict[str, Any], seen: str | None = None) -> Any:
    headers = {"If-Match": seen} if seen else None
    async with harness.asking("caseworker") as client:
        return await client.put(f"/meetings/{meeting_id}/guests", json={"guests": guests}, headers=headers)


async def names(harness: Harness, meeting_id: object, role: str, contact: str | None = None) -> Any:
    """The names that somebody reads; the status where it is not 200."""
    async with harness.asking(role, contact) as client:
        answer = await client.get(f"/meetings/{meeting_id}/guests")
    is_read = answer.status_code == 200
    return [guest["name"] for guest in answer.json()["guests"]] if is_read else answer.status_code


async def test_those_at_the_table_read_them_and_nobody_is_told(staffed: Harness):
    case = Case()
    await staffed.tell(case.event(CaseOpened))
    meeting = await staffed.request(case)
    await staffed.add("counsellor-3", Role.COUNSELLOR, SCHOOL)
    told = await staffed.sent()
    answer = await note(staffed, meeting.meeting_id, {"name": MOTHER, "role": "parent"})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    readers = (("coordinator", None), ("counsellor", "counsellor-1"), ("counsellor", "counsellor-3"))
    assert [await names(staffed, meeting.meeting_id, *reader) for reader in readers] == [[MOTHER], [MOTHER], 403]
    assert await staffed.sent() == told
    async with staffed.asking("caseworker") as client:
        for path in (f"/meetings/{meeting.meeting_id}", f"/meetings/{meeting.meeting_id}.ics"):
            assert MOTHER not in (await client.get(path)).text


async def test_a_change_needs_the_version_and_replaces_all(staffed: Harness):
    meeting = await staffed.request()
    mother, head = {"name": MOTHER, "role": "parent"}, {"name": HEAD, "role": "head"}
    await note(staffed, meeting.meeting_id, mother)
    codes = [(await note(staffed, meeting.meeting_id, head, seen=seen)).status_code for seen in (None, '"4"', '"1"')]
    assert codes == [428, 412, 200]
    assert await names(staffed, meeting.meeting_id, "caseworker") == [HEAD]


async def test_at_a_session_who_was_not_invited_for_the_case_reads_no_name(staffed: Harness):
    session, *_ = await fixed(staffed)
    own, other = Case(), Case(reference="SP-2026-000124", school=OTHER_SCHOOL)
    stays = Case(reference="SP-2026-000125")
    for case in (own, other, stays):
        await staffed.tell(case.event(CaseOpened))
        await staffed.tell(case.event(MeetingRequested))
    meeting_id, mother = session["meeting_id"], {"name": MOTHER, "role": "parent"}
    refused = await note(staffed, meeting_id, mother)
    assert (refused.status_code, "guests" in refused.text, MOTHER in refused.text) == (422, True, False)
    head = {"name": HEAD, "role": "head"}
    assert (await note(staffed, meeting_id, {**mother, "case_id": str(own.case_id)}, head)).status_code == 200
    assert await names(staffed, meeting_id, "counsellor", "counsellor-1") == [MOTHER, HEAD]
    assert await names(staffed, meeting_id, "counsellor", "counsellor-2") == [HEAD]
    await staffed.tell(own.event(CaseClosed, outcome="merged", merged_into=stays.case_id))
    assert await names(staffed, meeting_id, "counsellor", "counsellor-1") == [MOTHER, HEAD]
    assert await names(staffed, meeting_id, "counsellor", "counsellor-2") == [HEAD]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Mieke 85.07.30-033.28"},
        {"name": "Mieke ٨٥٠٧٣٠"},
        {"name": "Mieke \u202e"},
        {"role": "neighbour"},
        {"case_id": "0199a000"},
    ],
)
async def test_a_number_of_a_person_or_another_role_is_refused(staffed: Harness, wrong: dict[str, str]):
    meeting = await staffed.request()
    answer = await note(staffed, meeting.meeting_id, {"name": MOTHER, "role": "parent", **wrong})
    assert (answer.status_code, "033" in answer.text) == (422, False)


async def test_nobody_comes_to_a_meeting_that_is_called_off(staffed: Harness):
    meeting = await staffed.request()
    async with staffed.asking("caseworker") as client:
        await client.post(f"/meetings/{meeting.meeting_id}/cancel")
    assert (await note(staffed, meeting.meeting_id, {"name": MOTHER, "role": "parent"})).status_code == 409


async def test_they_are_removed_soon_after_the_meeting(staffed: Harness):
    meeting = await staffed.request()
    assert meeting.slot
    await note(staffed, meeting.meeting_id, {"name": MOTHER, "role": "parent"})
    (purge,) = [ticker for ticker in staffed.service.tickers if ticker.name == "guests"]
    for later, left in ((timedelta(0), [MOTHER]), (timedelta(seconds=1), [])):
        staffed.clock.set(meeting.slot.time.end + timedelta(days=30) + later)
        await purge._job()
        assert await names(staffed, meeting.meeting_id, "caseworker") == left

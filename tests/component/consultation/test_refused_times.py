"""Who answered that they can't at a time is not seated at it by the service, and is known to refuse it."""

import pytest

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseAssigned
from shared.domain.roles import Role

from .harness import SCHOOL, Case, Harness

ONE_DAY = {"not_before": "2026-11-17", "hold_by": "2026-11-17"}


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    """Two counsellors; who has the case is free for a single meeting that day, so that it can't move."""
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    async with harness.asking("coordinator") as client:
        short = {"weekly": [{"weekday": 2, "from": "08:30", "until": "09:15"}]}
        response = await client.put("/contacts/worker-1/availability", json=short, headers={"If-Match": "*"})
        assert response.status_code == 200
    return harness


async def answer(harness: Harness, meeting: Meeting, contact_id: str, said: str = "declined", **fields: str) -> Meeting:
    async with harness.asking("caseworker", "worker-1") as client:
        body = {"answer": said, "contact_id": contact_id, **fields}
        response = await client.post(f"/meetings/{meeting.meeting_id}/reply", json=body)
        assert response.status_code == 200, response.text
    return await harness.meeting(meeting.meeting_id)


async def move(harness: Harness, meeting: Meeting, **body: object) -> Meeting:
    async with harness.asking("caseworker", "worker-1") as client:
        response = await client.post(f"/meetings/{meeting.meeting_id}/reschedule", json=body)
        assert response.status_code == 200, response.text
    await harness.look()
    return await harness.meeting(meeting.meeting_id)


def reasons(meeting: Meeting) -> list[str]:
    return [str(reason) for reason in meeting.attention.reasons] if meeting.attention else []


async def test_a_colleague_who_declined_that_time_does_not_come_back_to_the_seat(staffed: Harness):
    meeting = await staffed.request(**ONE_DAY)
    meeting = await answer(staffed, meeting, "counsellor-1")
    assert meeting.has_participant("counsellor-2")
    meeting = await answer(staffed, meeting, "counsellor-2")
    assert meeting.has_participant("counsellor-2")
    assert reasons(meeting) == ["participant-away"]


async def test_a_deputy_who_declined_that_time_is_left_to_people(staffed: Harness):
    meeting = await staffed.request(**ONE_DAY)
    meeting = await answer(staffed, meeting, "counsellor-1")
    meeting = await answer(staffed, meeting, "counsellor-2", "delegated", delegate="counsellor-1")
    assert (meeting.has_participant("counsellor-1"), reasons(meeting)) == (False, ["participant-away"])


async def test_who_gets_the_case_and_declined_that_time_asks_for_somebody(staffed: Harness):
    case = Case()
    meeting = await staffed.request(case, **ONE_DAY)
    await staffed.add("worker-2", Role.CASEWORKER)
    meeting = await answer(staffed, meeting, "worker-1")
    assert meeting.has_participant("worker-2")
    await staffed.tell(case.event(CaseAssigned, assignee="worker-1"))
    meeting = await staffed.meeting(meeting.meeting_id)
    assert (meeting.has_participant("worker-1"), reasons(meeting)) == (False, ["participant-away"])


async def test_people_may_seat_them_all_the_same_and_the_meeting_says_so_until_they_accept(staffed: Harness):
    meeting = await staffed.request(**ONE_DAY)
    meeting = await answer(staffed, meeting, "counsellor-1")
    meeting = await move(staffed, meeting, participants=[{"contact_id": "counsellor-1", "role": "counsellor"}])
    assert (meeting.has_participant("counsellor-1"), reasons(meeting)) == (True, ["participant-away"])
    meeting = await answer(staffed, meeting, "counsellor-1", "accepted")
    assert reasons(meeting) == []


async def test_an_answer_to_an_earlier_invitation_for_the_same_time_is_no_answer_any_more(harness: Harness):
    await harness.staff()
    meeting = await harness.request(hold_by="2026-11-17", not_before="2026-11-17")
    before = meeting.slot.time.start
    meeting = await answer(harness, meeting, "counsellor-1")
    assert meeting.slot.time.start != before
    meeting = await move(harness, meeting, starts_at=before.isoformat())
    assert reasons(meeting) == []
    async with harness.units() as uow:
        assert await uow.replies.of_meeting(meeting.meeting_id) == {}
    meeting = await answer(harness, meeting, "counsellor-1")
    assert meeting.slot.time.start != before, "declined once more, it moves once more"

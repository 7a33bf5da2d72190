"""A case goes on at another school: its meeting at the former school is called off, and planned at the new one."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from consultation.storage.tables import metadata
from shared.contracts.casework_cases import (
    CaseClosed,
    CaseOpened,
    CaseTransferred,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from shared.domain.roles import Role
from shared.runtime.ids import new_id

from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)
    await harness.add("clb-2", Role.CLB, OTHER_SCHOOL)
    return harness


async def opened(harness: Harness) -> tuple[Case, Meeting]:
    """A case with a planned meeting."""
    case = Case()
    await harness.tell(case.event(CaseOpened))
    return case, await harness.request(case, meeting_id=new_id())


async def transfer(harness: Harness, case: Case) -> None:
    fields = {"from_school": case.school, "to_school": OTHER_SCHOOL, "pupil": "p-2", "on": date(2026, 11, 13)}
    await harness.tell(case.event(CaseTransferred, person_id=uuid4(), school_year="2026-2027", **fields))
    case.school = OTHER_SCHOOL


async def test_the_old_meeting_is_called_off_and_the_new_one_is_with_the_new_schools_people(staffed: Harness):
    case, before = await opened(staffed)
    await transfer(staffed, case)
    assert (await staffed.meeting(before.meeting_id)).status is Status.CANCELLED
    anew = await staffed.request(case, meeting_id=new_id(), replaces=before.meeting_id)
    assert (anew.school, anew.status) == (OTHER_SCHOOL, Status.SCHEDULED)
    people = {participant.contact_id for participant in anew.slot.participants}
    assert people == {"counsellor-2", "worker-1", "clb-2", "coach-1"}
    assert await staffed.sent_kinds(before) == ["meeting-scheduled", "meeting-cancelled"]
    assert await staffed.sent_kinds(anew) == ["meeting-scheduled"]
    assert anew.slot.time == before.slot.time  # whoever was in the old one is free again


async def test_told_again_it_changes_nothing(staffed: Harness):
    case, before = await opened(staffed)
    await transfer(staffed, case)
    case.sequence -= 1
    await transfer(staffed, case)
    assert await staffed.sent_kinds(before) == ["meeting-scheduled", "meeting-cancelled"]


async def test_a_meeting_without_a_slot_is_dropped(staffed: Harness):
    case = Case()
    waiting = await staffed.request(
        case, meeting_id=new_id(), hold_by=date(2026, 11, 17), required_roles=["coordinator"]
    )
    assert waiting.status is Status.PROPOSED
    await transfer(staffed, case)
    assert (await staffed.sent_kinds(waiting))[-1] == "meeting-dropped"


async def test_a_meeting_of_another_open_case_goes_on_and_nobody_is_told(staffed: Harness):
    (case, _), other = await opened(staffed), Case()
    await staffed.tell(other.event(CaseOpened))
    async with staffed.asking("caseworker") as client:
        arranged = {"case_ids": [str(case.case_id), str(other.case_id)], "starts_at": "2026-11-24T09:00:00+01:00"}
        answer = await client.post("/meetings", json=arranged)
        assert answer.status_code == 201, answer.text
    [together] = [item for item in await staffed.meetings_of(case) if len(item.case_ids) == 2]
    await transfer(staffed, case)
    after = await staffed.meeting(together.meeting_id)
    assert (after.case_ids, after.status) == ((other.case_id,), Status.SCHEDULED)
    assert await staffed.sent_kinds(together) == ["meeting-scheduled"]
    await staffed.tell(case.event(CaseClosed, outcome="attends-again"))
    assert (await staffed.meeting(together.meeting_id)).status is Status.SCHEDULED


async def test_a_meeting_whose_other_cases_have_ended_is_called_off(staffed: Harness):
    (case, _), other = await opened(staffed), Case()
    await staffed.tell(other.event(CaseOpened))
    async with staffed.asking("caseworker") as client:
        arranged = {"case_ids": [str(case.case_id), str(other.case_id)], "starts_at": "2026-11-24T09:00:00+01:00"}
        assert (await client.post("/meetings", json=arranged)).status_code == 201
    [together] = await staffed.meetings_of(other)
    await staffed.tell(other.event(CaseWithdrawn))
    await transfer(staffed, case)
    assert (await staffed.meeting(together.meeting_id)).status is Status.CANCELLED


async def test_a_meeting_that_is_past_stays_as_it_is(staffed: Harness):
    case, before = await opened(staffed)
    staffed.clock.advance(timedelta(days=20))
    await transfer(staffed, case)
    assert (await staffed.meeting(before.meeting_id)).status is Status.SCHEDULED


async def test_while_a_withdrawal_is_proposed_nobody_is_invited(staffed: Harness):
    case, before = await opened(staffed)
    await staffed.tell(case.event(WithdrawalProposed))
    await transfer(staffed, case)
    anew = await staffed.request(case, meeting_id=new_id(), replaces=before.meeting_id)
    assert anew.status is Status.PROPOSED
    await staffed.tell(case.event(WithdrawalDropped))
    assert (await staffed.meeting(anew.meeting_id)).status is Status.SCHEDULED


async def test_a_meeting_by_hand_is_at_the_new_school(staffed: Harness):
    case, _ = await opened(staffed)
    await transfer(staffed, case)
    async with staffed.asking("caseworker") as client:
        answer = await client.post("/meetings", json={"case_ids": [str(case.case_id)]})
        assert (answer.status_code, answer.json()["school"]) == (201, OTHER_SCHOOL)


async def test_an_older_request_does_not_bring_the_old_meeting_back(staffed: Harness):
    case, before = await opened(staffed)
    await transfer(staffed, case)
    again = case.event(MeetingRequested, sequence=2, meeting_id=before.meeting_id, school=SCHOOL)
    await staffed.tell(again)
    assert (await staffed.meeting(before.meeting_id)).status is Status.CANCELLED


def test_consultation_keeps_nothing_of_persons_that_an_event_could_bring_back():
    columns = {
        column.name for table in metadata.sorted_tables for column in table.columns if isinstance(column, sa.Column)
    }
    assert columns.isdisjoint({"person_id", "pupil", "given_name", "family_name", "half_days"})

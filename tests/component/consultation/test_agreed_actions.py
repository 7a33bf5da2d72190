"""What is agreed at a meeting goes to casework without its text, and comes back as done."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseClosed, CaseOpened, TaskDone
from shared.domain.roles import Role

from .harness import SCHOOL, Case, Harness

WHAT = "Belt de ouders"


@pytest.fixture
def case() -> Case:
    return Case()


@pytest.fixture
async def meeting(harness: Harness, case: Case) -> Meeting:
    """A meeting that has just begun."""
    await harness.staff()
    await harness.tell(case.event(CaseOpened))
    meeting = await harness.request(case)
    assert meeting.slot
    harness.clock.set(meeting.slot.time.start)
    return meeting


async def agree(harness: Harness, meeting: Meeting, **fields: Any) -> Any:
    body = {"case_id": str(meeting.case_ids[0]), "what": WHAT, "owner": "clb-1", "due_on": "2026-11-27"}
    async with harness.asking("caseworker") as client:
        return await client.post(f"/meetings/{meeting.meeting_id}/actions", json={**body, **fields})


async def actions(harness: Harness, meeting: Meeting, role: str = "clb", contact: str = "clb-1") -> Any:
    async with harness.asking(role, contact) as client:
        return await client.get(f"/meetings/{meeting.meeting_id}/actions")


async def test_an_action_is_told_and_is_done_when_its_task_is(harness: Harness, meeting: Meeting, case: Case):
    answer = await agree(harness, meeting)
    assert answer.status_code == 201, answer.text
    action = answer.json()
    assert (await harness.sent(meeting.meeting_id))[-1] == (
        "action-agreed",
        {
            "meeting_id": str(meeting.meeting_id),
            "case_id": str(case.case_id),
            "action_id": action["action_id"],
            "owner": "clb-1",
            "due_on": "2026-11-27",
        },
    )
    assert (await actions(harness, meeting)).json()["items"] == [action]
    about = {"action_id": action["action_id"], "task_id": uuid4()}
    for day in ("2026-11-25", "2026-11-26"):
        await harness.tell(case.event(TaskDone, **about, done_on=day))
    assert (await actions(harness, meeting)).json()["items"] == [{**action, "done_on": "2026-11-25"}]


async def test_a_task_of_an_action_that_is_not_known_is_passed_over(harness: Harness, case: Case):
    await harness.tell(case.event(TaskDone, action_id=uuid4(), task_id=uuid4(), done_on="2026-11-25"))


async def test_an_action_goes_along_with_a_merged_case(harness: Harness, meeting: Meeting, case: Case):
    await agree(harness, meeting)
    stays = Case(reference="SP-2026-000124")
    await harness.tell(stays.event(CaseOpened))
    ended = {"outcome": "merged", "merged_into": stays.case_id}
    await harness.tell(case.event(CaseClosed, **ended))
    (action,) = (await actions(harness, meeting)).json()["items"]
    assert action["case_id"] == str(stays.case_id)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"owner": "counsellor-9"}, "owner"),
        ({"due_on": "2026-11-01"}, "due_on"),
        ({"case_id": str(uuid4())}, "case_id"),
    ],
)
async def test_an_error_names_its_field(harness: Harness, meeting: Meeting, fields: dict[str, str], field: str):
    answer = await agree(harness, meeting, **fields)
    assert answer.status_code == 422
    assert field in answer.text


async def test_who_does_not_take_part_reads_no_actions(harness: Harness, meeting: Meeting):
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    await agree(harness, meeting)
    assert (await actions(harness, meeting, "counsellor", "counsellor-2")).status_code == 403
    assert (await actions(harness, meeting, "counsellor", "counsellor-1")).json()["items"]


async def test_actions_are_removed_after_their_term(harness: Harness, meeting: Meeting):
    await agree(harness, meeting)
    for days, left in ((400, 1), (401, 0)):
        day = date(2026, 11, 27) + timedelta(days=days)
        harness.clock.set(harness.clock.now().replace(year=day.year, month=day.month, day=day.day))
        (ticker,) = [ticker for ticker in harness.service.tickers if ticker.name == "actions"]
        await ticker._job()
        async with harness.units() as uow:
            assert len(await uow.actions.of_meeting(meeting.meeting_id, meeting.case_ids)) == left

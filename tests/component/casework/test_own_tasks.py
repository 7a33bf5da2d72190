"""The tasks that somebody owns, also of cases of others: those agreed at a meeting come by an event and go by one."""

from typing import Any
from uuid import uuid4

import pytest
from tests.tokens import bearer

from shared.contracts.consultation_meetings import ActionAgreed

from .harness import SCHOOL, Harness, contact, level_reached

CLB = bearer("clb", contact="clb-1")


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    await harness.receive(contact("clb-1", "clb", SCHOOL), "clb-1")
    return await harness.only_case()


async def agreed(harness: Harness, case_id: str, **given: Any) -> ActionAgreed:
    """Let an action arrive twice."""
    told = {"meeting_id": uuid4(), "case_id": case_id, "action_id": uuid4(), "owner": "clb-1", "due_on": "2026-11-27"}
    action = ActionAgreed.model_validate(told | given)
    for _ in range(2):
        await harness.receive(action, str(action.meeting_id))
    return action


async def own(harness: Harness, headers: dict[str, str], **params: Any) -> dict[str, Any]:
    answer = await harness.http.get("/tasks", headers=headers, params=params)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def test_what_a_clb_agreed_is_its_task_until_it_is_done(harness: Harness, case: dict[str, Any]) -> None:
    action = await agreed(harness, case["case_id"])
    [task] = (await own(harness, CLB))["items"]
    assert (task["owner"], task["origin"], task["due"]) == ("clb-1", "meeting", "2026-11-27")
    assert (task["action_id"], task["meeting_id"]) == (str(action.action_id), str(action.meeting_id))
    assert (task["reference"], task["case_ended"]) == (case["reference"], False)
    assert task["text"].startswith("Actie die op een overleg afgesproken is.")
    [listed] = (await harness.http.get(f"/cases/{case['case_id']}/tasks")).json()["items"]
    assert listed == {name: value for name, value in task.items() if name in listed}
    assert (await own(harness, bearer("caseworker", contact="cw-1")))["items"] == []

    path = f"/tasks/{task['task_id']}/done"
    assert (await harness.http.post(path)).status_code == 404
    assert (await harness.http.post(f"/cases/{case['case_id']}{path}", headers=CLB)).status_code == 403
    for _ in range(2):
        answer = await harness.http.post(path, headers=CLB)
        assert (answer.status_code, answer.json()["done_at"]) == (200, "2026-11-23T09:00:00+01:00")
    told = [data for name, data in await harness.sent() if name == "task-done.v1"]
    assert told == [
        {
            "case_id": case["case_id"],
            "reference": case["reference"],
            "case_type": "truancy",
            "action_id": str(action.action_id),
            "task_id": task["task_id"],
            "done_on": "2026-11-23",
        }
    ]
    assert (await own(harness, CLB))["items"] == []
    timeline = (await harness.http.get(f"/cases/{case['case_id']}/timeline", headers=CLB)).json()["items"]
    assert [(item["kind"], item["by"]) for item in timeline][-2:] == [
        ("action-agreed", "consultation"),
        ("action-done", "clb-1"),
    ]
    assert await harness.parked() == []


async def test_an_action_after_the_end_waits_for_somebody_to_decide(harness: Harness, case: dict[str, Any]) -> None:
    case_id = case["case_id"]
    await harness.act(case_id, "assign", assignee="cw-1")
    await harness.act(case_id, "close", outcome="other", reason="reden")
    await agreed(harness, case_id)
    [task] = (await own(harness, CLB))["items"]
    assert task["case_ended"] is True
    assert [entry["kind"] for entry in await harness.timeline(case_id)].count("action-after-end") == 1
    for contact_id, counts in (("cw-1", {"after-end": 1}), ("clb-1", {"after-end": 1}), ("cw-2", {})):
        asking = bearer("caseworker", contact=contact_id)
        assert (await harness.http.get("/worklist", headers=asking)).json()["counts"] == counts
    await harness.http.post(f"/cases/{case_id}/tasks/{task['task_id']}/done")
    assert (await harness.http.get("/worklist")).json()["items"] == []


async def test_own_tasks_come_in_pages_by_the_day_they_are_due(harness: Harness, case: dict[str, Any]) -> None:
    for day in ("2026-11-27", "2026-11-25", "2026-11-26"):
        await agreed(harness, case["case_id"], due_on=day)
    first = await own(harness, CLB, limit=2)
    rest = await own(harness, CLB, limit=2, cursor=first["next"])
    assert [task["due"] for page in (first, rest) for task in page["items"]] == [
        *("2026-11-25", "2026-11-26", "2026-11-27")
    ]


@pytest.mark.parametrize("role", ["school", "operator"])
async def test_roles_without_cases_own_no_tasks(harness: Harness, role: str) -> None:
    headers = bearer(role, school=SCHOOL)
    assert (await harness.http.get("/tasks", headers=headers)).status_code == 403
    assert (await harness.http.post(f"/tasks/{uuid4()}/done", headers=headers)).status_code == 403

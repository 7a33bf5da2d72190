"""The plan of a case: who does what until when for which goal, as tasks; what the plan was before is kept."""

from typing import Any

import httpx
import pytest
from tests.tokens import bearer

from .harness import SCHOOL, Harness, contact, level_reached

CALL = {"text": "School bellen", "owner": "cw-1", "due": "2026-11-27"}
TALK = {"text": "Gesprek met ouders", "owner": "cw-1", "due": "2026-11-30"}
GOAL = {"text": "Elke dag op school", "actions": [CALL]}
UNKNOWN = "0199a000-0000-7000-8000-000000000001"


@pytest.fixture
async def case_id(harness: Harness) -> str:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    return str((await harness.only_case())["case_id"])


async def put(harness: Harness, case_id: str, version: int | None = None, **plan: Any) -> httpx.Response:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return await harness.http.put(f"/cases/{case_id}/plan", json=plan, headers=headers)


async def tasks(harness: Harness, case_id: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await harness.http.get(f"/cases/{case_id}/tasks")).json()["items"]
    return items


async def test_actions_are_tasks_and_what_the_plan_was_is_kept(harness: Harness, case_id: str) -> None:
    assert (await harness.http.get(f"/cases/{case_id}/plan")).status_code == 404
    goals = [{"text": "Elke dag op school", "actions": [CALL, TALK]}]
    first = await put(harness, case_id, goals=goals, evaluate_on=["2026-12-14", "2026-12-07"])
    assert (first.status_code, first.headers["ETag"]) == (200, '"1"'), first.text
    [goal] = first.json()["goals"]
    assert first.json()["evaluate_on"] == ["2026-12-07", "2026-12-14"]
    listed = await tasks(harness, case_id)
    assert [(task["text"], task["origin"]) for task in listed] == [(CALL["text"], "plan"), (TALK["text"], "plan")]
    assert [action["task_id"] for action in goal["actions"]] == [task["task_id"] for task in listed]
    await harness.act(case_id, f"tasks/{listed[0]['task_id']}/done")

    later = {"task_id": listed[0]["task_id"], **CALL, "text": "Iets anders"}
    changed = [{"text": "Elke dag op school", "state": "reached", "actions": [later]}, {"text": "Rust thuis"}]
    assert (await put(harness, case_id, goals=changed)).status_code == 428
    assert (await put(harness, case_id, 7, goals=changed)).status_code == 412
    second = await put(harness, case_id, 1, goals=changed)
    assert (second.json()["version"], [goal["state"] for goal in second.json()["goals"]]) == (2, ["reached", "open"])
    [action] = second.json()["goals"][0]["actions"]
    assert (action["text"], action["done_at"] is not None) == (CALL["text"], True)
    assert [task["dropped_at"] is not None for task in await tasks(harness, case_id)] == [False, True]
    assert (await harness.http.get(f"/cases/{case_id}/plan")).json() == second.json()
    revisions = (await harness.http.get(f"/cases/{case_id}/plan/revisions")).json()["items"]
    assert [(item["version"], len(item["goals"]), item["by"]) for item in revisions] == [(1, 1, "cw-1"), (2, 2, "cw-1")]
    told = [entry["text"] for entry in await harness.timeline(case_id) if entry["kind"] == "plan-changed"]
    assert told == [
        "Plan bewaard, versie 1. Doelen: 1, acties: 2.",
        "Plan bewaard, versie 2. Doelen: 2, acties: 1. Taken die vervallen: 1.",
    ]


async def test_an_action_that_is_still_to_do_can_change(harness: Harness, case_id: str) -> None:
    plan = (await put(harness, case_id, goals=[{"text": "doel", "actions": [CALL]}])).json()
    action = plan["goals"][0]["actions"][0]
    moved = {"task_id": action["task_id"], **CALL, "due": "2026-12-01"}
    assert (await put(harness, case_id, 1, goals=[{"text": "doel", "actions": [moved]}])).status_code == 200
    [task] = await tasks(harness, case_id)
    assert (task["due"], task["task_id"]) == ("2026-12-01", action["task_id"])
    assert (await harness.act(case_id, "close", outcome="other", reason="reden")).status_code == 409


@pytest.mark.parametrize(
    ("goals", "field"),
    [
        ([], "goals"),
        ([{"text": "doel", "actions": [{**CALL, "due": "2026-11-01"}]}], "goals.0.actions.0.due"),
        ([GOAL, {"text": "doel", "actions": [CALL, {**CALL, "owner": "nobody"}]}], "goals.1.actions.1.owner"),
        ([{"text": "doel", "actions": [{**CALL, "task_id": UNKNOWN}]}], "goals.0.actions.0.task_id"),
    ],
)
async def test_a_plan_that_does_not_fit_names_the_field(
    harness: Harness, case_id: str, goals: list[Any], field: str
) -> None:
    wrong = await put(harness, case_id, goals=goals)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, field)
    assert await tasks(harness, case_id) == []


async def test_a_plan_is_for_whoever_acts_and_for_an_open_case(harness: Harness, case_id: str) -> None:
    goals = [{"text": "doel"}]
    await put(harness, case_id, goals=goals)
    await harness.receive(contact("clb-1", "clb", SCHOOL), "clb-1")
    shown = await harness.http.get(f"/cases/{case_id}/plan", headers=bearer("clb", contact="clb-1"))
    assert shown.status_code == 403
    await harness.act(case_id, "close", outcome="other", reason="reden")
    refused = await put(harness, case_id, 1, goals=goals)
    assert (refused.status_code, refused.json()["allowed"]) == (409, ["reopen"])


async def test_the_plan_of_a_merged_case_goes_on(harness: Harness, case_id: str) -> None:
    other = level_reached(pupil="P-2")
    await harness.receive(other, str(other.person_id))
    [target] = [case["case_id"] for case in await harness.cases() if case["case_id"] != case_id]
    await put(harness, case_id, goals=[{"text": "eerst"}], evaluate_on=["2026-12-07"])
    async with harness.service.units() as uow:
        await uow.plans.move(target, case_id)
        await uow.plans.move(case_id, target)
    await put(harness, case_id, goals=[{"text": "dan"}], evaluate_on=["2026-12-04"])
    async with harness.service.units() as uow:
        await uow.plans.move(case_id, target)
    plan = (await harness.http.get(f"/cases/{target}/plan")).json()
    assert (plan["version"], [goal["text"] for goal in plan["goals"]]) == (2, ["eerst", "dan"])
    assert plan["evaluate_on"] == ["2026-12-04", "2026-12-07"]

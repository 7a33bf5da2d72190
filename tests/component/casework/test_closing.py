"""What a case's type asks before the case ends, over HTTP: no open tasks, its fields, an approval."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.conftest import CreateDatabase
from tests.tokens import bearer

from casework.types.definition import case_type
from casework.types.registry import REGISTRY
from shared.contracts.attendance_persons import PersonMerged
from shared.testing.logs import Logs

from .conftest import running_harness
from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached, level_withdrawn, person

CLOSE = {"outcome": "other", "reason": "reden"}
FIRST, SECOND = (bearer("coordinator", sub=f"u-{name}", contact=name) for name in ("co-1", "co-2"))


@pytest.fixture
async def case_id(harness: Harness) -> str:
    """A truancy case."""
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    opened: str = (await harness.only_case())["case_id"]
    return opened


async def with_task(harness: Harness, case_id: str) -> str:
    """A new task of the case; its id."""
    answer = await harness.act(case_id, "tasks", text="bellen", owner="cw-1", due="2026-11-30")
    assert answer.status_code == 200, answer.text
    task_id: str = (await tasks(harness, case_id))[-1]["task_id"]
    return task_id


async def tasks(harness: Harness, case_id: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await harness.http.get(f"/cases/{case_id}/tasks")).json()["items"]
    return items


async def test_a_case_closes_once_its_tasks_are_done(harness: Harness, case_id: str) -> None:
    task_ids = [await with_task(harness, case_id) for _ in range(2)]
    refused = await harness.act(case_id, "close", **CLOSE)
    problem = refused.json()
    assert (refused.status_code, problem["type"]) == (409, "urn:flankerend:problem:conflict")
    assert (problem["count"], problem["tasks"]) == (2, task_ids)
    assert set(problem) == {"type", "title", "status", "detail", "instance", "count", "tasks"}
    assert "bellen" not in refused.text
    for task_id in task_ids:
        assert (await harness.http.post(f"/cases/{case_id}/tasks/{task_id}/done")).status_code == 200
    assert (await harness.act(case_id, "close", **CLOSE)).json()["status"] == "closed"


async def test_a_case_that_has_ended_takes_no_task_and_says_what_it_takes(harness: Harness, case_id: str) -> None:
    await harness.act(case_id, "close", **CLOSE)
    refused = await harness.act(case_id, "tasks", text="bellen", owner="cw-1", due="2026-11-30")
    assert (refused.status_code, refused.json()["allowed"]) == (409, ["reopen"])
    assert (await harness.act(case_id, "notes", text="nota")).status_code == 200


async def test_a_withdrawal_drops_what_was_to_do(harness: Harness) -> None:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    case_id = (await harness.only_case())["case_id"]
    done, dropped = [await with_task(harness, case_id) for _ in range(2)]
    await harness.http.post(f"/cases/{case_id}/tasks/{done}/done")
    await harness.receive(level_withdrawn(signal), str(signal.person_id), sequence=2)
    assert (await harness.act(case_id, "withdraw", reason="attest")).status_code == 200
    assert [(task["done_at"] is None, task["dropped_at"] is None) for task in await tasks(harness, case_id)] == [
        (False, True),
        (True, False),
    ]
    assert (await harness.timeline(case_id))[-1]["text"] == "Dossier ingetrokken. Taken die vervallen: 1. Reden: attest"
    await harness.http.post(f"/cases/{case_id}/tasks/{dropped}/done")
    assert (await tasks(harness, case_id))[1]["done_at"] is None
    await harness.act(case_id, "reopen", reason="toch")
    [item] = (await harness.http.get("/worklist")).json()["items"]
    assert item["due"] is None


async def test_tasks_of_a_merged_case_go_on_in_the_other(harness: Harness) -> None:
    first, second = level_reached(), level_reached(school=OTHER_SCHOOL, pupil="P-2")
    for signal in (first, second):
        await harness.receive(person(signal.person_id, (signal.school, signal.pupil)), str(signal.person_id))
        await harness.receive(signal, str(signal.person_id))
    ids = {case["pupil"]: case["case_id"] for case in await harness.cases()}
    task_ids = {await with_task(harness, case_id) for case_id in ids.values()}
    together = person(first.person_id, (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2"))
    await harness.receive(together, str(first.person_id), sequence=2)
    gone = PersonMerged(person_id=second.person_id, merged_into=first.person_id)
    await harness.receive(gone, str(second.person_id), sequence=3)
    [stays] = await harness.cases(status="new")
    [ended] = await harness.cases(status="closed")
    assert {task["task_id"] for task in await tasks(harness, stays["case_id"])} == task_ids
    assert await tasks(harness, ended["case_id"]) == []
    assert (await harness.act(stays["case_id"], "close", **CLOSE)).json()["count"] == 2


async def test_what_was_found_is_shown_to_whoever_acts_on_the_case(harness: Harness, case_id: str) -> None:
    found = {"checks": {"parents-contacted": True}, "causes": ["friends"]}
    assessed = (await harness.act(case_id, "assess", **found)).json()
    assert (assessed["status"], assessed["checks"], assessed["causes"]) == ("assessment", *found.values())
    again = (await harness.act(case_id, "assess", checks={"clb-informed": False})).json()
    assert again["checks"] == {"parents-contacted": True, "clb-informed": False}
    assert (again["causes"], again["version"]) == (["friends"], 3)
    assert again == await harness.only_case()
    reader = bearer("counsellor", contact="c-9")
    await harness.receive(contact("c-9", "counsellor", SCHOOL), "c-9")
    shown = (await harness.http.get(f"/cases/{case_id}", headers=reader)).json()
    assert (shown["checks"], shown["causes"], shown["actions"]) == (None, [], [])
    timeline = (await harness.http.get(f"/cases/{case_id}/timeline", headers=reader)).json()["items"]
    assert [entry["text"] for entry in timeline if entry["kind"] == "assessed"] == ["Dossier bekeken."] * 2


@pytest.mark.parametrize(
    ("action", "body", "field"),
    [
        ("assess", {"checks": {"luck": True}}, "checks"),
        ("assess", {"checks": {"parents-contacted": "ja"}}, "checks.parents-contacted"),
        ("assess", {"causes": ["luck"]}, "causes"),
        ("close", {**CLOSE, "causes": ["luck"]}, "causes"),
        ("close", {"outcome": "other"}, "reason"),
        ("approve", {"approved": "yes", "reason": "x"}, "approved"),
    ],
)
async def test_what_the_type_does_not_have_is_named(
    harness: Harness, case_id: str, action: str, body: dict[str, Any], field: str
) -> None:
    answer = await harness.http.post(f"/cases/{case_id}/{action}", json=body, headers=FIRST)
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])


async def test_actions_are_what_the_caller_can_do_now(harness: Harness, case_id: str) -> None:
    case = await harness.only_case()
    assert case["actions"] == ["assign", "assess", "start", "hold", "close", "transfer"]
    await harness.meeting_is_over(case_id)
    await harness.act(case_id, "start")
    assert (await harness.only_case())["actions"] == [
        "assign",
        "hold",
        "monitor",
        "request-meeting",
        "close",
        "transfer",
    ]


# Where a coordinator approves


@pytest.fixture
async def approving(create_database: CreateDatabase, logs: Logs, tmp_path: Path) -> AsyncIterator[Harness]:
    """Casework with a type of case that asks for an approval."""
    (tmp_path / "outcomes.toml").write_text('[words.outcome]\nother = "andere"\n')
    (tmp_path / "type.toml").write_text(
        'name = "approved"\nprefix = "TA"\nat_school = false\n[closure]\napproval = true\n'
    )
    registry = (*REGISTRY, case_type(tmp_path))
    async with running_harness(await create_database("casework"), registry=registry) as harness:
        yield harness


@pytest.fixture
async def asked(approving: Harness) -> str:
    """A case that co-1 wants to close."""
    child = uuid4()
    await approving.receive(person(child), str(child))
    wanted = {"case_type": "approved", "person_id": str(child), "reason": "gehoord"}
    case_id: str = (await approving.http.post("/cases", json=wanted)).json()["case_id"]
    answer = await approving.http.post(f"/cases/{case_id}/close", json=CLOSE, headers=FIRST)
    assert (answer.status_code, answer.json()["status"]) == (200, "new")
    return case_id


async def test_a_closure_to_approve_is_work_for_another_coordinator(approving: Harness, asked: str) -> None:
    await approving.receive(contact("cw-2", "caseworker"), "cw-2")
    await approving.act(asked, "assign", assignee="cw-2")
    for headers, reasons in ((FIRST, []), (SECOND, ["approve"]), (bearer("caseworker", sub="u-9"), [])):
        items = (await approving.http.get("/worklist", headers=headers)).json()["items"]
        assert [item["reason"] for item in items] == reasons
    [item] = (await approving.http.get("/worklist", headers=SECOND)).json()["items"]
    assert (item["due"], item["overdue"], item["case_id"]) == (None, False, asked)


async def answered(harness: Harness, case_id: str, headers: dict[str, str], *, approved: bool) -> httpx.Response:
    body = {"approved": approved, "reason": "gelezen"}
    return await harness.http.post(f"/cases/{case_id}/approve", json=body, headers=headers)


async def test_a_closure_waits_for_another_coordinator(approving: Harness, asked: str) -> None:
    case = await approving.only_case()
    assert {name: case["closure"][name] for name in ("asked_by", "outcome", "reason", "causes")} == {
        "asked_by": "co-1",
        "outcome": "other",
        "reason": "reden",
        "causes": None,
    }
    assert case["closure"]["asked_at"] == "2026-11-23T09:00:00+01:00"
    for headers, approves in ((FIRST, False), (SECOND, True)):
        shown = (await approving.http.get(f"/cases/{asked}", headers=headers)).json()
        assert ("approve" in shown["actions"], "close" in shown["actions"]) == (approves, False)
    assert "case-closed.v1" not in await approving.sent_types()
    assert (await answered(approving, asked, FIRST, approved=True)).status_code == 403
    again = await approving.act(asked, "close", **CLOSE)
    assert (again.status_code, "approve" in again.json()["allowed"]) == (409, True)
    closed = (await answered(approving, asked, SECOND, approved=True)).json()
    assert (closed["status"], closed["outcome"], closed["closure"]) == ("closed", "other", None)
    assert "case-closed.v1" in await approving.sent_types()
    assert [entry["kind"] for entry in await approving.timeline(asked)][-3:] == [
        "closure-asked",
        "closure-approved",
        "case-closed",
    ]


async def test_a_closure_that_is_refused_can_be_asked_again(approving: Harness, asked: str) -> None:
    case = (await answered(approving, asked, SECOND, approved=False)).json()
    assert (case["status"], case["closure"]) == ("new", None)
    refused = await answered(approving, asked, SECOND, approved=True)
    assert (refused.status_code, "close" in refused.json()["allowed"]) == (409, True)
    await approving.act(asked, "close", **CLOSE)
    assert (await answered(approving, asked, FIRST, approved=True)).json()["status"] == "closed"


async def test_tasks_that_came_meanwhile_keep_it_open(approving: Harness, asked: str) -> None:
    await with_task(approving, asked)
    assert (await answered(approving, asked, SECOND, approved=True)).json()["count"] == 1
    assert (await answered(approving, asked, SECOND, approved=False)).status_code == 200

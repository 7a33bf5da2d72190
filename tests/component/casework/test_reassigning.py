"""Many cases at once to others, and the caseloads of people and teams."""

from typing import Any

import httpx
import pytest
from tests.tokens import bearer

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached

COORDINATOR = bearer("coordinator", sub="u-lead", contact="lead-1")


@pytest.fixture
async def busy(harness: Harness) -> Harness:
    """An and her five cases, one of them at another school; Bert with one, Chris with none, and a case of nobody."""
    for name in ("an", "bert", "chris"):
        await harness.receive(contact(name, "caseworker"), name)
    await harness.receive(contact("lead-1", "coordinator"), "lead-1")
    for number, assignee in enumerate(("an", "an", "an", "an", "an", "bert", None)):
        signal = level_reached(school=OTHER_SCHOOL if number == 0 else SCHOOL, pupil=f"P-{number}")
        await harness.receive(signal, str(signal.person_id))
        [case] = await harness.cases(person=signal.person_id)
        if assignee:
            await harness.act(case["case_id"], "assign", assignee=assignee)
    members = {"members": ["an", "bert", "chris"], "schools": [SCHOOL]}
    assert (await harness.http.put("/teams/north", json=members, headers=COORDINATOR)).status_code == 200
    return harness


async def reassign(harness: Harness, source: str | None, *, key: str | None = None, **body: Any) -> httpx.Response:
    headers = COORDINATOR | ({"Idempotency-Key": key} if key else {})
    return await harness.http.post("/cases/reassign", json={"from": source, **body}, headers=headers)


async def loads(harness: Harness, **params: str) -> dict[str | None, int]:
    answer = (await harness.http.get("/caseloads", params=params)).json()
    return {item["assignee"]: item["total"] for item in answer["items"]}


async def test_a_dry_run_says_who_would_get_what_and_changes_nothing(busy: Harness) -> None:
    answer = (await reassign(busy, "an", team="north", dry_run=True)).json()
    assert answer == {
        "dry_run": True,
        "planned": 5,
        "moved": 0,
        "items": [
            {"assignee": "bert", "cases": 2, "weight_before": 1, "weight_after": 3},
            {"assignee": "chris", "cases": 3, "weight_before": 0, "weight_after": 3},
        ],
    }
    assert await loads(busy) == {None: 1, "an": 5, "bert": 1}


async def test_a_team_shares_the_cases_of_a_member_each_with_an_entry_and_an_event(busy: Harness) -> None:
    before = len(await busy.sent())
    answer = (await reassign(busy, "an", team="north", key="key-1")).json()
    assert (answer["planned"], answer["moved"]) == (5, 5)
    assert await loads(busy) == {None: 1, "bert": 3, "chris": 3}
    events = (await busy.sent())[before:]
    assert [kind for kind, _ in events] == ["case-assigned.v1"] * 5
    entry = (await busy.timeline(events[0][1]["case_id"]))[-1]
    assert (entry["kind"], entry["by"]) == ("assigned", "lead-1")
    assert entry["text"].endswith("bij een herverdeling.")
    assert (await reassign(busy, "an", team="north", key="key-1")).json() == answer
    assert (await reassign(busy, "an", team="north")).json()["moved"] == 0
    assert len(await busy.sent()) == before + 5


async def test_only_the_cases_that_are_asked_for_go_and_those_of_nobody_too(busy: Harness) -> None:
    assert (await reassign(busy, "an", to="chris", schools=[OTHER_SCHOOL])).json()["moved"] == 1
    assert (await reassign(busy, "an", to="chris", case_types=["newcomer"])).json()["planned"] == 0
    assert (await reassign(busy, None, to="bert")).json()["moved"] == 1
    assert await loads(busy) == {"an": 4, "bert": 2, "chris": 1}


async def test_what_cannot_be_reassigned_is_refused_by_field(busy: Harness) -> None:
    refused: list[tuple[str, dict[str, Any]]] = [
        ("to", {}),
        ("to", {"to": "bert", "team": "north"}),
        ("to", {"to": "an"}),
        ("to", {"to": "who"}),
        ("team", {"team": "south"}),
        ("case_types", {"to": "bert", "case_types": ["no-such-type"]}),
    ]
    for field, body in refused:
        answer = await reassign(busy, "an", **body)
        assert (body, answer.status_code, answer.json()["errors"][0]["field"]) == (body, 422, field)
    away = {"from": "2026-11-20", "until": "2026-11-27"}
    for name in ("bert", "chris"):
        await busy.http.put(f"/workers/{name}/absence", json=away, headers=COORDINATOR)
    assert (await reassign(busy, "an", team="north")).json()["errors"][0]["field"] == "team"


async def test_caseloads_have_weight_waiting_time_and_teams(busy: Harness) -> None:
    answer = (await busy.http.get("/caseloads")).json()
    of_an = answer["items"][1]
    assert (of_an["assignee"], of_an["total"], of_an["weight"], of_an["heavy"]) == ("an", 5, 5, True)
    assert (of_an["waiting"], of_an["waiting_since"]) == (5, "2026-11-23T09:00:00+01:00")
    assert of_an["teams"] == ["north"]
    [north] = answer["teams"]
    assert (north["team"], north["total"], north["weight"], north["waiting"], north["unassigned"]) == (
        "north",
        6,
        6,
        7,
        1,
    )
    assert await loads(busy, team="north") == {None: 1, "an": 5, "bert": 1}
    assert (await busy.http.get("/caseloads", params={"team": "south"})).status_code == 404


async def test_reassigning_is_for_coordinators(harness: Harness) -> None:
    for role in ("school", "counsellor", "clb", "youth-coach", "caseworker", "operator"):
        headers = bearer(role, sub=f"u-{role}", school=SCHOOL, contact=f"{role}-1")
        answer = await harness.http.post("/cases/reassign", json={"from": None, "to": "an"}, headers=headers)
        assert (role, answer.status_code) == (role, 403)

"""Objectives and actions over HTTP: agreed in a body, with a budget and indicators, evaluated with the local actors."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from shared.runtime.clock import BRUSSELS

from .councils import council, posted, with_organisations
from .harness import Harness

OBJECTIVE = {
    "title": "Elk kind heeft een plek voor huiswerk",
    "why": "Niet elk kind heeft thuis een rustige plek.",
    "for_the_learner": "Rust en hulp na school.",
    "from": "2026-2027",
    "until": "2031-2032",
    "support": [
        {"organisation_id": "school-1", "supports": True, "reason": ""},
        {"organisation_id": "clb-a", "supports": False, "reason": "Liever op school zelf."},
    ],
}
ACTION = {
    "title": "Huiswerkklas in de bibliotheek",
    "theme": "homework",
    "what": "Twee avonden per week.",
    "owner": "worker-1",
    "partners": ["jeugd", "school-2"],
    "from": "2026-10-01",
    "until": "2027-06-30",
    "budget": [
        {"year": 2026, "amount": "2500.00", "co_financing": [{"by": "Vlaamse overheid", "amount": "499.99"}]},
        {"year": 2027, "amount": "4000.5", "co_financing": []},
    ],
    "target_group": {"levels": ["lager"], "age_from": 6, "age_until": 12, "schools": ["125002"], "people": 30},
}
INDICATOR = {
    "name": "Leerlingen die komen",
    "unit": "leerlingen",
    "source": {"kind": "entered"},
    "targets": [{"school_year": "2026-2027", "value": "30"}],
}
EVALUATION = {"held_on": "2026-11-12", "partners": ["school-2"], "judgement": "partly", "text": "Te weinig plaatsen."}


@pytest.fixture
async def partners(harness: Harness) -> Harness:
    await harness.staff()
    await with_organisations(harness)
    return harness


async def objective(harness: Harness, **fields: object) -> dict[str, Any]:
    """The objective as it is answered."""
    return await posted(harness, "/objectives", {**OBJECTIVE, **fields})


async def action(harness: Harness, **fields: object) -> dict[str, Any]:
    """An action under an objective of its own, as it is answered."""
    under = fields.pop("objective_id", None) or (await objective(harness))["objective_id"]
    return await posted(harness, "/actions", {**ACTION, "objective_id": under, **fields})


async def test_an_objective_is_proposed_agreed_on_in_a_body_ended_and_taken_up_again(partners: Harness):
    proposed = await objective(partners)
    assert {name: proposed[name] for name in OBJECTIVE} == OBJECTIVE
    assert (proposed["status"], proposed["agreement"]) == ("proposed", None)
    path, body = f"/objectives/{proposed['objective_id']}", await council(partners)
    agreement = {"body_id": body["body_id"], "agreed_on": "2026-10-15", "session_id": None, "decision_id": None}
    agreed = await posted(partners, f"{path}/agree", agreement, status=200)
    assert (agreed["status"], agreed["agreement"]) == ("agreed", agreement)
    async with partners.asking("coordinator") as client:
        assert (await client.patch(path, json={"why": "Omdat."})).status_code == 428
        changed = await client.patch(path, json={"until": "2028-2029"}, headers={"If-Match": '"2"'})
        assert (changed.json()["until"], changed.headers["ETag"]) == ("2028-2029", '"3"')
        assert (await client.patch(path, json={"title": None}, headers={"If-Match": '"3"'})).status_code == 422
        of_year = await client.get("/objectives", params={"school_year": "2028-2029", "status": "agreed"})
        assert of_year.json()["items"] == [changed.json()]
        assert (await client.get("/objectives", params={"school_year": "2029-2030"})).json()["items"] == []
    ended = await posted(partners, f"{path}/end", {"why": "Bereikt."}, status=200)
    assert (ended["status"], ended["ended_why"]) == ("ended", "Bereikt.")
    await posted(partners, f"{path}/drop", {"why": "Toch niet."}, status=409)
    refused = await posted(partners, "/actions", {**ACTION, "objective_id": proposed["objective_id"]}, status=422)
    assert [error["field"] for error in refused["errors"]] == ["objective_id"]
    resumed = await posted(partners, f"{path}/resume", {}, status=200)
    assert (resumed["status"], resumed["agreement"], resumed["ended_why"]) == ("agreed", agreement, "")


async def test_an_agreement_names_a_session_and_a_decision_there_are(partners: Harness):
    body, path = await council(partners, quorum=1), f"/objectives/{(await objective(partners))['objective_id']}/agree"
    times = {"starts_at": "2026-11-16T14:00:00+01:00", "ends_at": "2026-11-16T16:00:00+01:00", "place": "Raadzaal"}
    planned = {**times, "invited_contacts": ["clb-1"], "invited_organisations": []}
    sessions = f"/bodies/{body['body_id']}/sessions"
    session = (await posted(partners, sessions, planned))["session_id"]
    partners.clock.set(datetime(2026, 11, 16, 17, tzinfo=BRUSSELS))
    await posted(partners, f"{sessions}/{session}/hold", {"contacts": ["clb-1"]}, status=200)
    text = {"text": "Huiswerk eerst.", "way": "consensus"}
    decided = await posted(partners, f"{sessions}/{session}/decisions", text)
    right = {
        "body_id": body["body_id"],
        "agreed_on": "2026-11-16",
        "session_id": session,
        "decision_id": decided["decisions"][0]["decision_id"],
    }
    for wrong, field in (
        ({"body_id": str(uuid4())}, "body_id"),
        ({"agreed_on": "2026-08-31", "session_id": None, "decision_id": None}, "agreed_on"),
        ({"agreed_on": "2026-11-17"}, "agreed_on"),
        ({"session_id": str(uuid4())}, "session_id"),
        ({"session_id": None}, "session_id"),
        ({"decision_id": str(uuid4())}, "decision_id"),
    ):
        refused = await posted(partners, path, {**right, **wrong}, status=422)
        assert [error["field"] for error in refused["errors"]] == [field], wrong
    assert (await posted(partners, path, right, status=200))["agreement"] == right


async def test_what_no_objective_and_no_action_can_be(partners: Harness):
    under = (await objective(partners))["objective_id"]
    payers = [{"by": "Provincie", "amount": "2500.01"}]
    mistakes = [
        ("/objectives", {"for_the_learner": " "}, "for_the_learner"),
        ("/objectives", {"until": "2025-2026"}, "until"),
        ("/objectives", {"from": "2026-2028"}, "from"),
        ("/objectives", {"support": [{"organisation_id": "nobody"}]}, "support"),
        ("/objectives", {"support": [{"organisation_id": "jeugd", "supports": False}]}, "reason"),
        ("/actions", {"objective_id": str(uuid4())}, "objective_id"),
        ("/actions", {"theme": "astrology"}, "theme"),
        ("/actions", {"owner": "nobody"}, "owner"),
        ("/actions", {"partners": ["nobody"]}, "partners"),
        ("/actions", {"until": "2026-09-30"}, "until"),
        ("/actions", {"budget": [{"year": 2026, "amount": "2500", "co_financing": payers}]}, "co_financing"),
        ("/actions", {"budget": [{"year": 2026, "amount": "1.005"}]}, "budget.0.amount"),
        ("/actions", {"target_group": {"schools": ["125009"]}}, "target_group"),
        ("/actions", {"target_group": {"age_from": 12, "age_until": 6}}, "age_until"),
    ]
    async with partners.asking("coordinator") as client:
        for path, fields, field in mistakes:
            whole = OBJECTIVE if path == "/objectives" else {**ACTION, "objective_id": under}
            response = await client.post(path, json={**whole, **fields})
            assert response.status_code == 422, (fields, response.text)
            assert [error["field"] for error in response.json()["errors"]] == [field], fields


async def test_an_action_is_answered_as_it_was_entered_and_told_without_its_text(partners: Harness):
    planned = await action(partners)
    assert {name: planned[name] for name in ACTION} == ACTION
    path = f"/actions/{planned['action_id']}"
    await posted(partners, f"{path}/finish", {}, status=409)
    assert (await posted(partners, f"{path}/start", {}, status=200))["status"] == "running"
    left = await posted(partners, f"{path}/not-done", {"why": "Geen begeleiders."}, status=200)
    assert (left["status"], left["not_done_why"]) == ("not-done", "Geen begeleiders.")
    async with partners.asking("coordinator") as client:
        match = {"If-Match": '"3"'}
        changed = await client.patch(path, json={"owner": None, "until": None, "from": "2026-10-05"}, headers=match)
        assert [changed.json()[name] for name in ("owner", "until", "from")] == [None, None, "2026-10-05"]
        mine = await client.get("/actions", params={"theme": "homework", "status": "not-done"})
        assert mine.json()["items"] == [changed.json()]
        assert (await client.get("/actions", params={"owner": "worker-1"})).json()["items"] == []
    changed = [data for kind, data in await partners.sent(planned["action_id"]) if kind == "action-changed"]
    assert [row["status"] for row in changed] == ["planned", "running", "not-done", "not-done"]
    assert changed[0]["budget"] == [
        {"year": 2026, "amount_cents": 250000, "co_financing_cents": 49999},
        {"year": 2027, "amount_cents": 400050, "co_financing_cents": 0},
    ]
    assert "Twee avonden" not in str(changed)


async def test_a_number_that_is_entered_again_keeps_the_former_one(partners: Harness):
    path = f"/actions/{(await action(partners))['action_id']}/indicators"
    measured = await posted(partners, path, INDICATOR)
    await posted(partners, path, INDICATOR, status=409)
    indicator = measured["indicators"][0]
    assert indicator["targets"] == INDICATOR["targets"]
    values = f"{path}/{indicator['indicator_id']}/values"
    first = {"school_year": "2026-2027", "value": "21", "source": "Telling van de begeleiders", "dated": "2026-11-10"}
    await posted(partners, values, first)
    twice = await posted(partners, values, {**first, "value": "23"})
    kept = [(row["value"], row["replaced_at"] is None) for row in twice["indicators"][0]["values"]]
    assert kept == [("21", False), ("23", True)]
    async with partners.asking("coordinator") as client:
        one = f"{path}/{indicator['indicator_id']}"
        assert (await client.delete(one)).status_code == 409
        targets = {"targets": [{"school_year": "2027-2028", "value": "40"}]}
        renamed = await client.patch(one, json=targets, headers={"If-Match": f'"{twice["version"]}"'})
        assert renamed.json()["indicators"][0]["targets"] == targets["targets"]
    figure = {"kind": "figure", "service": "attendance", "figure": "attendance-rate", "group": "secundair"}
    of_service = await posted(partners, path, {**INDICATOR, "name": "Aanwezigheid", "unit": "%", "source": figure})
    added = of_service["indicators"][1]
    assert {name: added["source"][name] for name in figure} == figure
    await posted(partners, f"{path}/{added['indicator_id']}/values", first, status=409)
    for source, field in (({"kind": "activities"}, "measure"), ({"kind": "entered", "group": "a"}, "group")):
        refused = await posted(partners, path, {**INDICATOR, "name": "Anders", "source": source}, status=422)
        assert [error["field"] for error in refused["errors"]] == [field]
    async with partners.asking("coordinator") as client:
        gone = await client.delete(f"{path}/{added['indicator_id']}")
        assert [row["name"] for row in gone.json()["indicators"]] == [INDICATOR["name"]]


async def test_a_partner_sees_and_judges_what_the_own_organisation_has_a_part_in(partners: Harness):
    supported = await objective(partners)
    planned = await action(partners, objective_id=supported["objective_id"])
    other = await action(partners, objective_id=(await objective(partners, support=[]))["objective_id"], partners=[])
    path = f"/actions/{planned['action_id']}"
    await posted(partners, f"{path}/start", {}, status=200)
    await posted(partners, f"{path}/evaluations", EVALUATION)
    async with partners.asking("partner", organisation="jeugd") as client:
        assert [row["action_id"] for row in (await client.get("/actions")).json()["items"]] == [planned["action_id"]]
        assert (await client.get(f"/objectives/{supported['objective_id']}")).status_code == 200
        assert (await client.get(f"/actions/{other['action_id']}")).status_code == 404
        assert (await client.post("/actions", json=ACTION)).status_code == 403
        refused = await client.post(f"{path}/evaluations", json=EVALUATION)
        assert [error["field"] for error in refused.json()["errors"]] == ["partners"]
        own = await client.post(f"{path}/evaluations", json={**EVALUATION, "partners": ["jeugd"]})
        judged = [(row["partners"], row["noted_by"]) for row in own.json()["evaluations"]]
        assert judged == [(["school-2"], "coordinator"), (["jeugd"], "partner")]
    async with partners.asking("partner", organisation="school-3") as client:
        assert (await client.get("/actions")).json()["items"] == []
        assert (await client.get("/objectives")).json()["items"] == []
        assert (await client.post(f"{path}/evaluations", json=EVALUATION)).status_code == 404
    async with partners.asking("caseworker", contact="worker-1") as client:
        assert len((await client.get("/actions")).json()["items"]) == 2
        assert (await client.post(f"{path}/evaluations", json=EVALUATION)).status_code == 403
    async with partners.asking("coordinator") as client:
        tomorrow = await client.post(f"{path}/evaluations", json={**EVALUATION, "held_on": "2026-11-30"})
        assert [error["field"] for error in tomorrow.json()["errors"]] == ["held_on"]
        early = await client.post(f"/actions/{other['action_id']}/evaluations", json=EVALUATION)
        assert early.status_code == 409

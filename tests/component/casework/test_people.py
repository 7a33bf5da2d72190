"""Teams, assignment by rules and absences: over HTTP, and in what becomes of cases."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.tokens import bearer

from casework.application.keep_absence import purge_absences

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached

COORDINATOR = bearer("coordinator", sub="u-lead", contact="lead-1")
BERT = bearer("caseworker", sub="u-bert", contact="bert")
NOW = {"from": "2026-11-20", "until": "2026-11-27"}


@pytest.fixture
async def people(harness: Harness) -> Harness:
    """Three caseworkers and a coordinator in the directory."""
    for name in ("an", "bert", "chris"):
        await harness.receive(contact(name, "caseworker"), name)
    await harness.receive(contact("lead-1", "coordinator"), "lead-1")
    return harness


async def put(harness: Harness, path: str, body: Any, *, version: int | None = None, **headers: str) -> httpx.Response:
    match = {} if version is None else {"If-Match": f'"{version}"'}
    return await harness.http.put(path, json=body, headers=(headers or COORDINATOR) | match)


async def rules(harness: Harness, *wanted: dict[str, Any], version: int = 0) -> httpx.Response:
    return await put(harness, "/assignment-rules", {"rules": wanted}, version=version)


async def opened(harness: Harness, **given: Any) -> dict[str, Any]:
    """A case that a level has just opened."""
    signal = level_reached(**given)
    await harness.receive(signal, str(signal.person_id))
    [case] = await harness.cases(person=signal.person_id)
    return case


async def test_a_team_is_made_read_and_changed_by_version(people: Harness) -> None:
    made = await put(people, "/teams/north", {"members": ["an", "bert"], "schools": [SCHOOL]})
    assert (made.status_code, made.headers["ETag"]) == (200, '"1"')
    assert made.json() == {
        "team": "north",
        "members": ["an", "bert"],
        "schools": [SCHOOL],
        "case_types": [],
        "version": 1,
    }
    assert (await put(people, "/teams/north", {"members": []})).status_code == 428
    assert (await put(people, "/teams/north", {"members": []}, version=4)).status_code == 412
    assert (await put(people, "/teams/north", {"members": ["chris"]}, version=1)).json()["version"] == 2
    assert (await people.http.get("/teams")).json()["items"] == [(await people.http.get("/teams/north")).json()]
    assert (await people.http.get("/teams/south")).status_code == 404


async def test_a_team_that_cannot_be_is_refused_by_field(people: Harness) -> None:
    refused: list[tuple[str, dict[str, Any]]] = [
        ("members.1", {"members": ["an", "who"]}),
        ("members", {"members": ["an", "an"]}),
        ("case_types", {"members": ["an"], "case_types": ["no-such-type"]}),
        ("schools.0", {"members": ["an"], "schools": ["12"]}),
        ("members", {}),
    ]
    for field, body in refused:
        answer = await put(people, "/teams/north", body)
        assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])


async def test_a_team_goes_once_no_rule_gives_cases_to_it(people: Harness) -> None:
    await put(people, "/teams/north", {"members": ["an"]})
    await rules(people, {"name": "to-north", "team": "north"})
    refused = await people.http.delete("/teams/north", headers=COORDINATOR)
    assert (refused.status_code, refused.json()["rules"]) == (409, ["to-north"])
    await rules(people, version=1)
    stale = await people.http.delete("/teams/north", headers=COORDINATOR | {"If-Match": '"2"'})
    assert stale.status_code == 412
    gone = [await people.http.delete("/teams/north", headers=COORDINATOR) for _ in range(2)]
    assert [answer.status_code for answer in gone] == [204, 404]


async def test_a_rule_whose_person_left_stays_until_it_is_changed(people: Harness) -> None:
    of_an = {"name": "to-an", "assignee": "an"}
    await rules(people, of_an)
    await people.receive(contact("an", "counsellor"), "an", sequence=2)
    assert (await rules(people, {"name": "to-bert", "assignee": "bert"}, of_an, version=1)).status_code == 200
    changed = await rules(people, of_an | {"capacity": 3}, version=2)
    assert changed.json()["errors"][0]["field"] == "rules.0.assignee"


async def test_without_rules_a_case_is_nobodys(people: Harness) -> None:
    assert (await people.http.get("/assignment-rules")).json() == {"rules": [], "version": 0}
    assert (await opened(people))["assignee"] is None


async def test_a_team_shares_new_cases_and_the_timeline_says_by_which_rule(people: Harness) -> None:
    await put(people, "/teams/north", {"members": ["an", "bert"], "schools": [SCHOOL]})
    await rules(people, {"name": "to-north", "team": "north", "capacity": 2})
    cases = [await opened(people, pupil=f"P-{number}") for number in range(5)]
    assert [case["assignee"] for case in cases] == ["an", "bert", "an", "bert", None]
    assert (await opened(people, school=OTHER_SCHOOL))["assignee"] is None
    [entry] = [item for item in await people.timeline(cases[0]["case_id"]) if item["kind"] == "assigned"]
    assert entry["text"] == "Dossier toegewezen aan an volgens de regel to-north."
    told = [data for kind, data in await people.sent() if data["case_id"] == cases[0]["case_id"]]
    assert told[1]["assignee"] == told[2]["assignee"] == "an"


async def test_rules_that_cannot_hold_are_refused_by_place_and_field(people: Harness) -> None:
    refused = {
        "rules.1.name": [{"name": "a", "assignee": "an"}, {"name": "a", "assignee": "bert"}],
        "rules.0.assignee": [{"name": "a"}],
        "rules.0.team": [{"name": "a", "team": "south"}],
        "rules.0.case_types": [{"name": "a", "assignee": "an", "case_types": ["no-such"]}],
        "rules.0.capacity": [{"name": "a", "assignee": "an", "capacity": 0}],
        "rules.1.assignee": [{"name": "a", "assignee": "an"}, {"name": "b", "assignee": "who"}],
    }
    for field, wanted in refused.items():
        answer = await rules(people, *wanted)
        assert (field, answer.status_code) == (field, 422)
        assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert (await put(people, "/assignment-rules", {"rules": []})).status_code == 428
    assert (await rules(people, version=3)).status_code == 412


async def test_rules_are_tried_before_they_hold(people: Harness) -> None:
    case = {"case_type": "truancy", "school": SCHOOL, "level_of_education": "secundair"}
    tried = case | {"rules": [{"name": "a", "assignee": "bert"}]}
    answer = await people.http.post("/assignment-rules/simulate", json=tried, headers=COORDINATOR)
    assert answer.json() == {
        "assignee": "bert",
        "rule": "a",
        "as_deputy": False,
        "weight": 1,
        "kept_out": [],
    }
    answer = await people.http.post("/assignment-rules/simulate", json=case, headers=COORDINATOR)
    assert answer.json() == {
        "assignee": None,
        "rule": None,
        "as_deputy": False,
        "weight": None,
        "kept_out": [],
    }
    wrong = await people.http.post("/assignment-rules/simulate", json={"case_type": "no-such"}, headers=COORDINATOR)
    assert wrong.json()["errors"][0]["field"] == "case_type"


async def test_a_trial_names_the_rules_for_schools_that_a_case_at_no_school_never_fits(people: Harness) -> None:
    await put(people, "/teams/north", {"members": ["an"], "schools": [SCHOOL]})
    tried = [
        {"name": "here", "assignee": "an", "schools": [SCHOOL]},
        {"name": "truants", "assignee": "an", "schools": [SCHOOL], "case_types": ["truancy"]},
        {"name": "team", "team": "north"},
        {"name": "rest", "assignee": "bert"},
    ]
    for case_type, choice in (("not-enrolled", ("rest", ["here", "team"])), ("truancy", ("here", []))):
        body = {"case_type": case_type, "school": SCHOOL, "rules": tried}
        answer = (await people.http.post("/assignment-rules/simulate", json=body, headers=COORDINATOR)).json()
        assert (answer["rule"], answer["kept_out"]) == choice


async def test_a_deputy_has_the_cases_of_an_absent_person_and_gets_the_new_ones(people: Harness) -> None:
    await rules(people, {"name": "all-to-an", "assignee": "an"})
    before = await opened(people)
    away = NOW | {"deputy": "bert"}
    assert (await put(people, "/workers/an/absence", away)).json() == {"worker": "an", "version": 1} | away
    during = await opened(people, pupil="P-2")
    assert (before["assignee"], during["assignee"]) == ("an", "bert")
    work = (await people.http.get("/worklist", headers=BERT)).json()["items"]
    marked = {item["case_id"]: item["as_deputy"] for item in work}
    assert marked == {before["case_id"]: True, during["case_id"]: False}
    people.clock.advance(timedelta(days=5))
    work = (await people.http.get("/worklist", headers=BERT)).json()["items"]
    assert [item["case_id"] for item in work] == [during["case_id"]]


async def test_an_absence_is_noted_by_whoever_is_away_or_a_coordinator(people: Harness) -> None:
    assert (await put(people, "/workers/bert/absence", NOW, **BERT)).status_code == 200
    assert (await put(people, "/workers/an/absence", NOW, **BERT)).status_code == 403
    assert (await put(people, "/workers/bert/absence", NOW, **BERT)).status_code == 428
    ended = NOW | {"until": "2026-11-20"}
    assert (await put(people, "/workers/bert/absence", ended, version=1)).json()["version"] == 2
    assert (await people.http.get("/absences")).json()["items"] == []
    assert (await people.http.get("/workers/bert/absence")).headers["ETag"] == '"2"'
    assert (await people.http.get("/workers/an/absence")).status_code == 404
    refused: dict[str, dict[str, str]] = {
        "until": NOW | {"until": "2026-11-19"},
        "deputy": NOW | {"deputy": "an"},
        "from": {"until": "2026-11-27"},
    }
    for field, body in refused.items():
        answer = await put(people, "/workers/an/absence", body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    assert (await put(people, "/workers/who/absence", NOW)).json()["errors"][0]["field"] == "worker"


async def test_a_youth_coach_notes_the_own_absence_and_reads_of_no_other(people: Harness) -> None:
    coach = bearer("youth-coach", sub="u-coach", contact="coach-1")
    await people.receive(contact("coach-1", "youth-coach", SCHOOL), "coach-1")
    case = await opened(people)
    await people.act(case["case_id"], "assign", assignee="coach-1")
    await put(people, "/workers/an/absence", NOW)
    away = NOW | {"deputy": "bert"}
    assert (await put(people, "/workers/coach-1/absence", away, **coach)).status_code == 200
    assert (await put(people, "/workers/an/absence", away, version=1, **coach)).status_code == 403
    read = (await people.http.get("/absences", headers=coach)).json()["items"]
    assert [item["worker"] for item in read] == ["coach-1"]
    paths = ("/workers/coach-1/absence", "/workers/an/absence")
    assert [(await people.http.get(path, headers=coach)).status_code for path in paths] == [200, 403]
    [item] = (await people.http.get("/worklist", headers=BERT)).json()["items"]
    assert (item["case_id"], item["as_deputy"]) == (case["case_id"], True)
    assert (await people.http.delete("/workers/coach-1/absence", headers=coach)).status_code == 204
    assert (await people.http.get("/worklist", headers=BERT)).json()["items"] == []


async def test_who_is_back_is_away_up_to_yesterday(people: Harness) -> None:
    await put(people, "/workers/bert/absence", {"from": "2026-11-16", "until": "2026-12-04"})
    await put(people, "/workers/an/absence", {"from": "2026-11-23", "until": "2026-11-27"})
    back = [await people.http.delete(f"/workers/{name}/absence", headers=BERT) for name in ("bert", "bert", "an")]
    assert [answer.status_code for answer in back] == [204, 404, 403]
    assert (await people.http.get("/workers/bert/absence")).json()["until"] == "2026-11-22"
    await people.http.delete("/workers/an/absence", headers=COORDINATOR)
    assert (await people.http.get("/workers/an/absence")).status_code == 404


async def test_an_absence_is_removed_when_its_term_is_over(people: Harness) -> None:
    await put(people, "/workers/an/absence", NOW)
    kept_for = timedelta(days=10)
    for days, status in ((14, 200), (1, 404)):
        people.clock.advance(timedelta(days=days))
        await purge_absences(people.service.units, clock=people.clock, kept_for=kept_for)
        assert (await people.http.get("/workers/an/absence")).status_code == status


PATHS = {
    "GET /teams": "read",
    "GET /teams/north": "read",
    "PUT /teams/north": "lead",
    "DELETE /teams/north": "lead",
    "GET /assignment-rules": "read",
    "PUT /assignment-rules": "lead",
    "POST /assignment-rules/simulate": "lead",
    "GET /absences": "own",
    "GET /workers/an/absence": "read",
    "PUT /workers/an/absence": "lead",
    "DELETE /workers/an/absence": "lead",
}

MAY = {"youth-coach": {"own"}, "caseworker": {"own", "read"}, "coordinator": {"own", "read", "lead"}}


async def test_people_are_read_by_who_acts_and_changed_by_coordinators(harness: Harness) -> None:
    body = {"members": [], "rules": [], "case_type": "truancy", **NOW}
    for role in ("school", "counsellor", "clb", "youth-coach", "caseworker", "coordinator", "operator"):
        may = MAY.get(role, set())
        headers = bearer(role, sub=f"u-{role}", school=SCHOOL, contact=f"{role}-1")
        for path, deed in PATHS.items():
            method, _, address = path.partition(" ")
            json = None if method in ("GET", "DELETE") else body
            answer = await harness.http.request(method, address, json=json, headers=headers)
            assert (role, path, answer.status_code == 403) == (role, path, deed not in may)
            assert answer.status_code < 500

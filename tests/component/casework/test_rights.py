"""Who may do what: each cell of the rights table that is about cases."""

from typing import Any
from uuid import uuid4

import pytest
from tests.tokens import bearer

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached, person

MINE, THEIRS = "P-1", "P-2"
ROLES = ("school", "counsellor", "clb", "youth-coach", "caseworker", "coordinator", "operator")
READ_OWN = {"counsellor", "clb", "youth-coach"}
READ_ALL = {"caseworker", "coordinator"}

READS = ["/cases", "/cases/{case}", "/cases/{case}/timeline", "/cases/{case}/notes"]
FILES = ["/cases/{case}/tasks", "/cases/{case}/contacts", "/cases/{case}/papers"]
WORK = ["/cases/stuck", *FILES]
OWN_WORK = ["/worklist", "/caseloads"]
ACTS: list[tuple[str, dict[str, Any]]] = [
    ("/cases", {"case_type": "truancy", "school": SCHOOL, "pupil": "P-3", "reason": "reden"}),
    ("/cases/{case}/assign", {"assignee": "cw-1"}),
    ("/cases/{case}/assess", {"checks": {}}),
    ("/cases/{case}/start", {}),
    ("/cases/{case}/hold", {"until": "2026-11-30", "reason": "reden"}),
    ("/cases/{case}/resume", {}),
    ("/cases/{case}/monitor", {"criteria": [{"kind": "no-new-problematic-half-day", "school_weeks": 4}]}),
    ("/cases/{case}/request-meeting", {}),
    ("/cases/{case}/withdraw", {"reason": "reden"}),
    ("/cases/{case}/close", {"outcome": "other", "reason": "reden"}),
    ("/cases/{case}/reopen", {"reason": "reden"}),
    ("/cases/{case}/transfer", {"school": OTHER_SCHOOL, "pupil": "P-1", "reason": "reden"}),
    ("/cases/{case}/notes", {"text": "nota"}),
    ("/cases/{case}/tasks", {"text": "bellen", "owner": "cw-1", "due": "2026-11-30"}),
    ("/cases/{case}/tasks/" + str(uuid4()) + "/done", {}),
    ("/cases/{case}/papers/summary?for=clb", {}),
    ("/cases/{case}/contacts", {"on": "2026-11-20", "party": "parents", "means": "phone", "text": "x"}),
]


@pytest.fixture
async def cases(harness: Harness) -> dict[str, str]:
    """A case at the contacts' own school and one at another; contacts of the own school alone."""
    for school, pupil in ((SCHOOL, MINE), (OTHER_SCHOOL, THEIRS)):
        signal = level_reached(school=school, pupil=pupil)
        await harness.receive(person(signal.person_id, (school, pupil)), str(signal.person_id))
        await harness.receive(signal, str(signal.person_id))
    for role in (*READ_OWN, "caseworker"):
        await harness.receive(contact(f"{role}-1", role, SCHOOL), f"{role}-1")
    return {case["pupil"]: case["case_id"] for case in await harness.cases()}


def claims(role: str) -> dict[str, str]:
    extra = {"school": SCHOOL} if role == "school" else {"contact": f"{role}-1"}
    return bearer(role, **extra)


@pytest.mark.parametrize("role", ROLES)
async def test_reading_cases(harness: Harness, cases: dict[str, str], role: str) -> None:
    listed = await harness.http.get("/cases", headers=claims(role))
    if role not in READ_OWN | READ_ALL:
        assert listed.status_code == 403
        for path in READS[1:]:
            assert (await harness.http.get(path.format(case=cases[MINE]), headers=claims(role))).status_code == 403
        return
    seen = {case["pupil"] for case in listed.json()["items"]}
    assert seen == ({MINE, THEIRS} if role in READ_ALL else {MINE})
    for pupil, case_id in cases.items():
        expected = 200 if pupil in seen else 404
        for path in READS[1:]:
            answer = await harness.http.get(path.format(case=case_id), headers=claims(role))
            assert (path, answer.status_code) == (path, expected)


@pytest.mark.parametrize("role", ROLES)
async def test_approving_is_for_coordinators(harness: Harness, cases: dict[str, str], role: str) -> None:
    body = {"approved": True, "reason": "akkoord"}
    answer = await harness.http.post(f"/cases/{cases[MINE]}/approve", json=body, headers=claims(role))
    assert answer.status_code == (409 if role == "coordinator" else 403)


@pytest.mark.parametrize("role", ROLES)
async def test_the_types_of_case_are_for_whoever_reads_cases(harness: Harness, role: str) -> None:
    answer = await harness.http.get("/case-types", headers=claims(role))
    assert answer.status_code == (200 if role in READ_OWN | READ_ALL else 403)


@pytest.mark.parametrize("role", ROLES)
async def test_work_and_case_files_are_for_caseworkers_and_coordinators(
    harness: Harness, cases: dict[str, str], role: str
) -> None:
    for path in WORK:
        answer = await harness.http.get(path.format(case=cases[MINE]), headers=claims(role))
        assert (path, answer.status_code) == (path, 200 if role in READ_ALL else 403)
    for path in OWN_WORK:
        answer = await harness.http.get(path, headers=claims(role))
        assert (path, answer.status_code) == (path, 200 if role in READ_ALL | {"youth-coach"} else 403)


@pytest.mark.parametrize("role", ROLES)
async def test_acting_on_cases(harness: Harness, cases: dict[str, str], role: str) -> None:
    for path, body in ACTS:
        answer = await harness.http.post(path.format(case=cases[MINE]), json=body, headers=claims(role))
        assert (path, answer.status_code == 403) == (path, role not in READ_ALL)
        assert answer.status_code < 500
    unchanged = (await harness.http.get(f"/cases/{cases[MINE]}")).json()["version"] == 1
    assert unchanged == (role not in READ_ALL)


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("counsellor", ("Amina", "Vandeputte")),
        ("clb", ("Amina", "Vandeputte")),
        ("caseworker", ("Amina", "Vandeputte")),
        ("coordinator", ("Amina", "Vandeputte")),
        ("youth-coach", ("Amina", None)),
    ],
)
async def test_the_name_is_for_whoever_may_see_it(
    harness: Harness, cases: dict[str, str], role: str, names: tuple[str, str | None]
) -> None:
    one = (await harness.http.get(f"/cases/{cases[MINE]}", headers=claims(role))).json()
    [listed] = [
        case
        for case in (await harness.http.get("/cases", headers=claims(role))).json()["items"]
        if case["pupil"] == MINE
    ]
    assert (one["given_name"], one["family_name"]) == names
    assert (listed["given_name"], listed["family_name"]) == names


async def test_a_contact_of_no_school_in_particular_sees_all(harness: Harness, cases: dict[str, str]) -> None:
    await harness.receive(contact("clb-9", "clb"), "clb-9")
    listed = await harness.http.get("/cases", headers=bearer("clb", contact="clb-9"))
    assert len(listed.json()["items"]) == len(cases)


async def test_an_unknown_contact_sees_nothing(harness: Harness, cases: dict[str, str]) -> None:
    listed = await harness.http.get("/cases", headers=bearer("clb", contact="clb-8"))
    assert listed.json()["items"] == []
    one = await harness.http.get(f"/cases/{cases[MINE]}", headers=bearer("clb", contact="clb-8"))
    assert one.status_code == 404


async def test_a_contact_that_moves_to_another_school_sees_that_one(harness: Harness, cases: dict[str, str]) -> None:
    await harness.receive(contact("clb-1", "clb", OTHER_SCHOOL), "clb-1", sequence=2)
    listed = await harness.http.get("/cases", headers=claims("clb"))
    assert [case["pupil"] for case in listed.json()["items"]] == [THEIRS]


async def test_without_a_token_nobody_gets_in(harness: Harness, cases: dict[str, str]) -> None:
    del harness.http.headers["Authorization"]
    for path in (*READS, *WORK, *OWN_WORK):
        assert (await harness.http.get(path.format(case=cases[MINE]))).status_code == 401
    assert (await harness.http.post(f"/cases/{cases[MINE]}/start")).status_code == 401

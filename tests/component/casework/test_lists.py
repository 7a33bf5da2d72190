"""Cases in lists: filters, pages, worklist, caseloads."""

from typing import Any
from uuid import uuid4

import pytest
from tests.tokens import bearer

from shared.contracts.attendance_persons import PersonMerged

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached


async def open_cases(harness: Harness, *schools: str) -> list[str]:
    """A case at each of these schools, one a day later than the other."""
    for school in schools:
        signal = level_reached(school=school, pupil=f"P-{uuid4().hex[:6]}")
        await harness.receive(signal, str(signal.person_id))
    return [case["case_id"] for case in await harness.cases()]


async def test_filters_narrow_the_list(harness: Harness) -> None:
    first, second, third = await open_cases(harness, SCHOOL, SCHOOL, OTHER_SCHOOL)
    await harness.act(first, "assign", assignee="cw-1")
    await harness.act(first, "start")
    await harness.act(second, "close", outcome="other", reason="reden")
    person_id = (await harness.cases(status="active"))[0]["person_id"]

    async def found(**params: Any) -> list[str]:
        return [case["case_id"] for case in await harness.cases(**params)]

    assert await found(status="active") == [first]
    assert await found(status=["new", "closed"]) == [second, third]
    assert await found(assignee="cw-1") == [first]
    assert await found(school=OTHER_SCHOOL) == [third]
    assert await found(person=person_id) == [first]
    assert await found(due_before="2026-12-01") == [first, second, third]
    assert await found(due_before="2026-11-30") == []
    assert await found(school=SCHOOL, status="closed") == [second]


async def test_a_merged_persons_id_finds_the_living_ones_cases(harness: Harness) -> None:
    [case_id] = await open_cases(harness, SCHOOL)
    person_id, gone = (await harness.only_case())["person_id"], uuid4()
    await harness.receive(PersonMerged(person_id=gone, merged_into=person_id), str(gone))
    assert [case["case_id"] for case in await harness.cases(person=str(gone))] == [case_id]


@pytest.mark.parametrize(
    "params",
    [
        {"status": "asleep"},
        {"person": "me"},
        {"school": "12"},
        {"due_before": "soon"},
        {"due_before": "1799971200"},
        {"limit": 201},
        {"limit": 0},
        {"cursor": "x"},
    ],
)
async def test_a_wrong_parameter_is_422(harness: Harness, params: dict[str, Any]) -> None:
    answer = await harness.http.get("/cases", params=params)
    assert answer.status_code == 422
    assert [error["field"].split(".")[0] for error in answer.json()["errors"]] == list(params)


async def test_pages_stay_as_they_are_while_cases_open(harness: Harness) -> None:
    expected = await open_cases(harness, SCHOOL, SCHOOL, SCHOOL)
    page = (await harness.http.get("/cases", params={"limit": 2})).json()
    found = [case["case_id"] for case in page["items"]]
    expected = [*expected, (await open_cases(harness, SCHOOL))[-1]]
    while page["next"]:
        page = (await harness.http.get("/cases", params={"limit": 2, "cursor": page["next"]})).json()
        found += [case["case_id"] for case in page["items"]]
    assert found == expected


async def test_a_timeline_comes_in_pages(harness: Harness) -> None:
    [case_id] = await open_cases(harness, SCHOOL)
    await harness.act(case_id, "start")
    page = (await harness.http.get(f"/cases/{case_id}/timeline", params={"limit": 2})).json()
    rest = (await harness.http.get(f"/cases/{case_id}/timeline", params={"cursor": page["next"]})).json()
    kinds = [entry["kind"] for entry in page["items"] + rest["items"]]
    assert kinds == ["case-opened", "meeting-requested", "started"]
    assert rest["next"] is None


async def test_the_worklist_has_what_is_due_first_in_front(harness: Harness) -> None:
    await harness.receive(contact("cw-2", "caseworker"), "cw-2")
    held, started, mine, theirs, closed, busy = await open_cases(harness, *[SCHOOL] * 6)
    await harness.act(held, "hold", until="2026-11-25", reason="reden")
    await harness.act(started, "start")
    await harness.act(mine, "assign", assignee="cw-1")
    await harness.act(theirs, "assign", assignee="cw-2")
    await harness.act(closed, "close", outcome="other", reason="reden")
    await harness.act(busy, "tasks", text="bellen", owner="cw-1", due="2026-11-24")
    items = (await harness.http.get("/worklist")).json()["items"]
    assert [(item["case_id"], item["due"]) for item in items] == [
        (busy, "2026-11-24"),
        (held, "2026-11-25"),
        (mine, "2026-11-30"),
        (started, None),
    ]
    assert not any(item["overdue"] for item in items)


async def test_the_worklist_comes_in_pages_and_says_what_is_overdue(harness: Harness) -> None:
    cases = await open_cases(harness, *[SCHOOL] * 3)
    await harness.act(cases[0], "start")
    harness.clock.set(harness.clock.now().replace(month=12))
    found: list[tuple[str, bool]] = []
    params: dict[str, Any] = {"limit": 1}
    while params:
        page = (await harness.http.get("/worklist", params=params)).json()
        found += [(item["case_id"], item["overdue"]) for item in page["items"]]
        params = {"limit": 1, "cursor": page["next"]} if page["next"] else {}
    assert found == [(cases[1], True), (cases[2], True), (cases[0], False)]


async def test_a_coordinator_without_contact_sees_what_nobody_has(harness: Harness) -> None:
    first, second = await open_cases(harness, SCHOOL, SCHOOL)
    await harness.act(first, "assign", assignee="cw-1")
    answer = await harness.http.get("/worklist", headers=bearer("coordinator"))
    assert [item["case_id"] for item in answer.json()["items"]] == [second]


async def test_caseloads_count_open_cases_per_assignee(harness: Harness) -> None:
    first, second, third, _ = await open_cases(harness, *[SCHOOL] * 4)
    await harness.act(first, "assign", assignee="cw-1")
    await harness.act(second, "assign", assignee="cw-1")
    await harness.act(second, "start")
    await harness.act(third, "close", outcome="other", reason="reden")
    answer = (await harness.http.get("/caseloads")).json()
    shown = [{name: item[name] for name in ("assignee", "total", "by_status", "heavy")} for item in answer["items"]]
    assert shown == [
        {"assignee": None, "total": 1, "by_status": {"new": 1}, "heavy": False},
        {"assignee": "cw-1", "total": 2, "by_status": {"new": 1, "active": 1}, "heavy": True},
    ]
    assert answer["next"] is None

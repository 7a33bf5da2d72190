"""Sharing the cases of one person among others, and what caseloads add up to."""

from datetime import timedelta
from uuid import uuid4

from casework.domain.absence import Absences, WorkerNames
from casework.domain.assignment import Staff
from casework.domain.caseload import Caseload, LoadPart, per_assignee
from casework.domain.reassignment import HeldCase, Share, plan
from casework.domain.states import Status
from casework.testing.factories import NOW


def staff(**weights: int) -> Staff:
    names = WorkerNames({})
    return Staff({}, names, Absences((), names), set(), weights)


def held(*weights: int) -> list[HeldCase]:
    return [HeldCase(uuid4(), uuid4(), weight) for weight in weights]


def part(assignee: str | None, status: Status, cases: int = 1, weight: int = 1, days: int = 0) -> LoadPart:
    return LoadPart(assignee, "truancy", status, cases, weight, NOW - timedelta(days=days))


def test_each_case_goes_to_whoever_has_the_least_by_then() -> None:
    cases = held(1, 1, 2, 1)
    planned = plan(cases, ["an", "bert"], staff(an=2, bert=1))
    assert [receiver for _, receiver in planned.moves] == ["bert", "an", "bert", "an"]
    assert [case for case, _ in planned.moves] == cases
    assert planned.shares == (Share("an", 2, 2, 4), Share("bert", 2, 1, 4))


def test_one_receiver_gets_all() -> None:
    planned = plan(held(1, 3), ["an"], staff())
    assert planned.shares == (Share("an", 2, 0, 4),)


def test_without_cases_everybody_keeps_what_they_have() -> None:
    assert plan([], ["an"], staff(an=3)).shares == (Share("an", 0, 3, 3),)


def test_a_caseload_adds_up_its_parts_and_says_since_when_cases_wait() -> None:
    parts = [
        part("an", Status.NEW, cases=2, weight=2, days=3),
        part("an", Status.ASSESSMENT, days=7),
        part("an", Status.ACTIVE, cases=4, weight=8, days=30),
        part("an", Status.ACTIVE, cases=1, weight=1, days=40),
        part(None, Status.NEW),
    ]
    nobodys, ans = per_assignee(parts)
    assert (nobodys.assignee, nobodys.total, nobodys.waiting_since) == (None, 1, NOW)
    assert (ans.total, ans.weight, ans.waiting) == (8, 12, 3)
    assert ans.waiting_since == NOW - timedelta(days=7)
    assert ans.by_status == {Status.NEW: 2, Status.ASSESSMENT: 1, Status.ACTIVE: 5}


def test_where_everything_has_begun_nothing_waits() -> None:
    load = Caseload.of("an", [part("an", Status.ACTIVE)])
    assert (load.waiting, load.waiting_since) == (0, None)

"""A case or a task is only given to somebody who has it on a list then."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from tests.tokens import bearer

from casework.storage.tables import seen_subject

from .harness import SCHOOL, Harness, contact, level_reached


@pytest.fixture
async def case_id(harness: Harness) -> str:
    """A case, and a contact of each role."""
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    for role in ("caseworker", "coordinator", "youth-coach", "clb", "counsellor"):
        await harness.receive(contact(f"{role}-1", role, SCHOOL), f"{role}-1")
    case_id: str = (await harness.only_case())["case_id"]
    return case_id


async def give(harness: Harness, case_id: str, named: str, **claims: Any) -> list[httpx.Response]:
    """Give somebody a task and the case, as `cw-1`; with claims as another caseworker."""
    headers = bearer("caseworker", **claims) if claims else None
    due = (harness.clock.today() + timedelta(days=7)).isoformat()
    bodies = {"tasks": {"owner": named, "text": "bellen", "due": due}, "assign": {"assignee": named}}
    return [
        await harness.http.post(f"/cases/{case_id}/{action}", json=body, headers=headers)
        for action, body in bodies.items()
    ]


async def gives(harness: Harness, case_id: str, named: str, **claims: Any) -> bool:
    """Whether somebody can be given work: a task as well as the case."""
    [task, case] = [answer.status_code for answer in await give(harness, case_id, named, **claims)]
    assert task == case
    return case == 200


async def use(harness: Harness, *roles: str, **claims: Any) -> None:
    """Somebody uses casework."""
    await harness.http.get("/cases", headers=bearer(*roles, **claims))


async def test_a_contact_who_follows_cases_gets_work(harness: Harness, case_id: str) -> None:
    for named in ("caseworker-1", "coordinator-1", "youth-coach-1"):
        assert await gives(harness, case_id, named)
        assert (await harness.only_case())["assignee"] == named


async def test_nobody_else_does_and_the_reason_says_what_is_expected(harness: Harness, case_id: str) -> None:
    await harness.receive(contact("gone", "caseworker", valid_until="2026-11-22"), "gone")
    await harness.receive(contact("still-to-come", "caseworker", valid_from="2026-11-24"), "still-to-come")
    refused = {
        "clb-1": "is a contact of role clb",
        "counsellor-1": "is a contact of role counsellor",
        "Caseworker-1": "is nobody known here",
        "nobody-there": "is nobody known here",
        "gone": "is a contact that is not valid today",
        "still-to-come": "is a contact that is not valid today",
    }
    for named, because in refused.items():
        for answer, field in zip(await give(harness, case_id, named), ("owner", "assignee"), strict=True):
            assert (named, answer.status_code) == (named, 422)
            [error] = answer.json()["errors"]
            assert error["field"] == field
            assert error["reason"].startswith(because)
            assert "contact of role caseworker, coordinator or youth-coach" in error["reason"]
    case = await harness.only_case()
    assert (case["assignee"], case["version"]) == (None, 1)
    assert (await harness.http.get(f"/cases/{case_id}/tasks")).json()["items"] == []


async def test_a_contact_gets_work_up_to_and_with_the_last_day(harness: Harness, case_id: str) -> None:
    await harness.receive(contact("leaves", "caseworker", valid_until="2026-11-23"), "leaves")
    assert await gives(harness, case_id, "leaves")
    harness.clock.advance(timedelta(days=1))
    assert not await gives(harness, case_id, "leaves")


@pytest.mark.parametrize("role", ["caseworker", "coordinator", "youth-coach"])
async def test_a_sub_seen_with_such_a_role_gets_work_for_90_days(harness: Harness, case_id: str, role: str) -> None:
    assert not await gives(harness, case_id, "an@stad.example")
    await use(harness, role, sub="an@stad.example", contact="youth-coach-1")
    harness.clock.advance(timedelta(days=90))
    assert await gives(harness, case_id, "an@stad.example")
    harness.clock.advance(timedelta(days=1))
    assert not await gives(harness, case_id, "an@stad.example")


async def test_a_sub_seen_with_another_role_gets_none(harness: Harness, case_id: str) -> None:
    await use(harness, "clb", sub="u-9", contact="clb-1")
    await use(harness, "operator", sub="u-9")
    assert not await gives(harness, case_id, "u-9")


async def test_a_contact_that_ended_gets_none_though_its_id_is_a_sub_that_was_seen(
    harness: Harness, case_id: str
) -> None:
    await use(harness, "caseworker", sub="gone", contact="gone")
    await harness.receive(contact("gone", "caseworker", valid_until="2026-11-22"), "gone")
    assert not await gives(harness, case_id, "gone")


async def test_everybody_can_take_work_under_the_own_sub(harness: Harness, case_id: str) -> None:
    for own in ("auth0|65f1", "an@stad.example", "clb-1"):
        assert await gives(harness, case_id, own, sub=own, contact="caseworker-1")


async def test_and_under_the_own_contact_that_the_directory_has_not_told_of(harness: Harness, case_id: str) -> None:
    assert not await gives(harness, case_id, "new-here")
    assert await gives(harness, case_id, "new-here", contact="new-here")


async def test_but_not_under_the_own_contact_that_has_ended(harness: Harness, case_id: str) -> None:
    await harness.receive(contact("gone", "caseworker", valid_until="2026-11-22"), "gone")
    assert not await gives(harness, case_id, "gone", contact="gone")


async def worklist(harness: Harness, *roles: str, **claims: Any) -> list[str]:
    """The assignees of the cases on somebody's worklist."""
    answer = await harness.http.get("/worklist", headers=bearer(*roles, **claims))
    return [item["assignee"] for item in answer.json()["items"]]


async def test_a_case_is_on_the_worklist_of_whom_it_was_given_by_contact_or_by_sub(
    harness: Harness, case_id: str
) -> None:
    await use(harness, "coordinator", sub="u-co")
    people = {
        "caseworker-1": ("caseworker", {"sub": "u-1", "contact": "caseworker-1"}),
        "u-co": ("coordinator", {"sub": "u-co"}),
        "u-caseworker": ("caseworker", {"sub": "u-caseworker", "contact": "cw-1"}),
    }
    for assignee in people:
        assert (await harness.act(case_id, "assign", assignee=assignee)).status_code == 200
        for other, (role, claims) in people.items():
            assert await worklist(harness, role, **claims) == ([assignee] if other == assignee else [])


async def test_a_sub_that_can_be_no_contact_is_in_no_event(harness: Harness, case_id: str) -> None:
    assert await gives(harness, case_id, "auth0|65f1", sub="auth0|65f1")
    assert (await harness.only_case())["assignee"] == "auth0|65f1"
    await harness.act(case_id, "request-meeting")
    name, told = (await harness.sent())[-1]
    assert (name, told.get("assignee")) == ("meeting-requested.v1", None)
    assert "case-assigned.v1" not in await harness.sent_types()


async def test_who_uses_casework_is_noted_once_a_day_and_forgotten_after_90_days(harness: Harness) -> None:
    written: list[str] = []
    engine = harness.service.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", lambda *given: written.append(given[2]))

    async def noted() -> list[tuple[str, str, str]]:
        async with harness.service.engine.connect() as connection:
            rows = await connection.execute(sa.select(seen_subject).order_by(seen_subject.c.subject))
            return [(row.subject, row.role, row.last_seen.isoformat()) for row in rows]

    for _ in range(2):
        await use(harness, "caseworker", "operator", sub="u-1")
        await harness.http.get("/worklist", headers=bearer("caseworker", sub="u-1"))
    assert sum(statement.startswith("INSERT INTO seen_subject") for statement in written) == 1
    assert await noted() == [("u-1", "caseworker", "2026-11-23")]
    harness.clock.advance(timedelta(days=1))
    await use(harness, "caseworker", sub="u-1")
    await use(harness, "clb", sub="u-2", contact="clb-1")
    assert await noted() == [("u-1", "caseworker", "2026-11-24")]
    harness.clock.advance(timedelta(days=91))
    await use(harness, "coordinator", sub="u-3")
    assert await noted() == [("u-3", "coordinator", "2027-02-23")]

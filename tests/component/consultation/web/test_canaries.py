"""A meeting of another school, and texts that want out of their page: neither becomes part of any page."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from uuid import uuid4

import httpx
import pytest
from tests.component.consultation.harness import OTHER_SCHOOL, SCHOOL, Case, Harness
from tests.component.web.test_any_form import WRONG, assert_page
from tests.conftest import CreateDatabase

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseOpened
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock

from .visitor import Visitor

CANARY = "Kanariepiet"
EVIL = """"><img src=x onerror=alert(1)>'<!--"""
FOLLOWERS = (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH)
MOVES = ("verzetten", "afzeggen", "gehouden")


@pytest.fixture
async def visitor(create_database: CreateDatabase) -> AsyncIterator[Visitor]:
    """The pages, where this school meets at a place with a tag in its name, and the other at the canary's."""
    url, clock = await create_database("consultation"), FixedClock(datetime(2026, 11, 13, 10, tzinfo=BRUSSELS))
    places = {SCHOOL: EVIL, OTHER_SCHOOL: f"{CANARY}lokaal"}
    harness = Harness.on(url, clock, {"FLANKEREND_MEETING_PLACES": places})
    await harness.staff()
    await harness.add("coach-8", Role.YOUTH_COACH, SCHOOL)
    yield Visitor(harness)
    await harness.close()


@pytest.fixture
async def theirs(visitor: Visitor) -> Meeting:
    """A meeting of the other school, which asks for somebody, beside one of this school."""
    mine, other = Case(), Case(school=OTHER_SCHOOL, reference="SP-2026-000999")
    await visitor.harness.add("counsellor-9", Role.COUNSELLOR, OTHER_SCHOOL, organisation=CANARY)
    async with visitor.harness.asking("coordinator") as client:
        version = (await client.get("/contacts/counsellor-9")).headers["etag"]
        answer = await client.patch("/contacts/counsellor-9", json={"name": CANARY}, headers={"If-Match": version})
        assert answer.status_code == 200, answer.text
    await visitor.harness.tell(mine.event(CaseOpened))
    await visitor.harness.tell(other.event(CaseOpened))
    await visitor.harness.request(mine)
    meeting = await visitor.harness.request(other)
    assert meeting.slot
    return meeting


async def browser_of(visitor: Visitor, role: Role) -> httpx.AsyncClient:
    return await visitor.by(role, "coach-8" if role is Role.YOUTH_COACH else None)


async def everything(browser: httpx.AsyncClient) -> dict[str, httpx.Response]:
    """Every page of meetings that links lead to."""
    answers: dict[str, httpx.Response] = {}
    addresses = ["/overleg", "/overleg?limit=1"]
    while addresses:
        address = addresses.pop()
        if address not in answers and address.startswith("/overleg"):
            answers[address] = await browser.get(address)
            addresses += re.findall(r'(?:href|data-fragment)="([^"]+)"', answers[address].text.replace("&amp;", "&"))
    return answers


@pytest.mark.parametrize("role", FOLLOWERS)
async def test_no_page_shows_anything_of_another_school(visitor: Visitor, theirs: Meeting, role: Role) -> None:
    async with await browser_of(visitor, role) as browser:
        answers = await everything(browser)
    assert len(answers) >= 3
    for address, answer in answers.items():
        assert (address, answer.status_code) == (address, 200)
        for secret in (CANARY, OTHER_SCHOOL, "SP-2026-000999", str(theirs.meeting_id)):
            assert (address, secret in answer.text) == (address, False)


async def test_a_caseworker_meets_the_canary_on_the_same_walk(visitor: Visitor, theirs: Meeting) -> None:
    async with await visitor.by(Role.CASEWORKER) as browser:
        answers = await everything(browser)
    text = answers[f"/overleg/{theirs.meeting_id}"].text
    assert f"{CANARY}lokaal" in text
    assert f"{CANARY}, leerlingenbegeleider" in text
    assert f"{CANARY}lokaal" in answers["/overleg"].text


@pytest.mark.parametrize("role", FOLLOWERS)
async def test_a_meeting_of_another_school_is_answered_as_one_that_is_not_there(
    visitor: Visitor, theirs: Meeting, role: Role
) -> None:
    async with await browser_of(visitor, role) as browser:
        for rest in ("", "/verzetten", "/afzeggen", "/gehouden", "?limit=2"):
            there, nowhere = [
                await browser.get(f"/overleg/{meeting_id}{rest}") for meeting_id in (theirs.meeting_id, uuid4())
            ]
            assert answered(there) == answered(nowhere)
            assert there.status_code in (403, 404)


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_form_that_no_page_sends_is_answered_by_a_page(visitor: Visitor, theirs: Meeting, wrong: str) -> None:
    async with await visitor.by(Role.CASEWORKER) as browser:
        for move in ("gehouden", "afzeggen", "verzetten"):
            answer = await browser.post(f"/overleg/{theirs.meeting_id}/{move}", **WRONG[wrong])
            if answer.status_code == 303:
                continue  # what is typed beside the version is not asked for
            assert_page(f"{move} {answer.status_code}", answer)


@pytest.mark.parametrize("move", MOVES)
async def test_what_was_typed_comes_back_as_text(visitor: Visitor, theirs: Meeting, move: str) -> None:
    typed = {"starts_at": EVIL, "hold_by": EVIL, "reason": EVIL + "x" * 5000, "version": EVIL}
    answer = await visitor.send(f"/overleg/{theirs.meeting_id}/{move}", **typed)
    assert answer.status_code == 422
    assert_text(answer)


@pytest.mark.parametrize("moment", ["9999-12-31T23:59", "0001-01-01T00:00", "2026-11-18T10:00+99:00", "1e999", "٢٠٢٦"])
async def test_a_moment_that_no_clock_shows_is_refused_at_its_field(
    visitor: Visitor, theirs: Meeting, moment: str
) -> None:
    for field in ("starts_at", "hold_by"):
        answer = await visitor.send(f"/overleg/{theirs.meeting_id}/verzetten", version=1, **{field: moment})
        assert (field, answer.status_code) == (field, 422)


async def test_what_people_wrote_is_shown_as_text(visitor: Visitor, theirs: Meeting) -> None:
    async with visitor.harness.asking("coordinator") as client:
        version = (await client.get("/contacts/counsellor-9")).headers["etag"]
        await client.patch("/contacts/counsellor-9", json={"name": EVIL}, headers={"If-Match": version})
    await visitor.send(f"/overleg/{theirs.meeting_id}/afzeggen", version=1, reason=EVIL)
    async with await visitor.by(Role.CASEWORKER) as browser:
        answers = await everything(browser)
        answers["gone"] = await browser.get(f"/overleg/{theirs.meeting_id}")
    for answer in answers.values():
        assert_text(answer)
    assert answers["gone"].text.count("&lt;img") == 2
    assert "&lt;img" in answers["/overleg"].text


def assert_text(answer: httpx.Response) -> None:
    """That nothing of what was written became part of the page."""
    assert all(part not in answer.text for part in ("<img", "<!--", "x onerror=alert(1)>"))


def answered(answer: httpx.Response) -> tuple[int, str, dict[str, str]]:
    """All of an answer but the id of the request."""
    headers = {name: value for name, value in answer.headers.items() if name != "x-correlation-id"}
    return answer.status_code, answer.text, headers

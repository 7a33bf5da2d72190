"""Whoever follows every link and searches for anything meets nothing of another school's pupils."""

import re
from typing import Any
from uuid import uuid4

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact, meeting

from shared.contracts.consultation_meetings import MeetingScheduled
from shared.domain.roles import Role

from .browsers import Browser, Browsers, Page, opened

CANARY = "Kanariepiet"
"""What stands in every text of the other school's case."""

FOLLOWERS = (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH)
SEARCHES = ("kanarie", "kanariepiet", "9k", "9", "654321", "p-9", "amina kanarie")
STARTS = ("/", "/dossiers", "/dossiers?toestand=alle", "/dossiers?toestand=on-hold", "/dossiers?soort=truancy")


@pytest.fixture
async def theirs(harness: Harness) -> dict[str, Any]:
    """The case of the other school, beside one of the followers' own school."""
    for role in FOLLOWERS:
        await harness.receive(contact(f"{role}-1", role, SCHOOL), f"{role}-1")
    await harness.receive(contact("cw-9", Role.CASEWORKER, name=f"{CANARY} Werker"), "cw-9")
    await harness.receive(contact("co-9", Role.COUNSELLOR, OTHER_SCHOOL, name=f"{CANARY} Raad"), "co-9")
    await opened(harness)
    case = await opened(harness, "P-9", OTHER_SCHOOL, given_name=CANARY, family_name=CANARY, class_name="9K")
    planned = meeting(MeetingScheduled, uuid4(), case["case_id"], school=OTHER_SCHOOL, place=f"{CANARY}lokaal")
    await harness.receive(planned, str(planned.meeting_id))  # type: ignore[attr-defined]
    for action, body in (
        ("notes", {"text": CANARY}),
        ("tasks", {"text": CANARY, "owner": "cw-9", "due": "2026-11-24"}),
        ("contacts", {"on": "2026-11-20", "party": "parents", "means": "phone", "text": CANARY}),
        ("assign", {"assignee": "cw-9"}),
        ("hold", {"until": "2026-11-30", "reason": CANARY}),
    ):
        answer = await harness.act(case["case_id"], action, **body)
        assert answer.status_code < 300, answer.text
    goals = {"goals": [{"text": CANARY}]}
    assert (await harness.http.put(f"/cases/{case['case_id']}/trajectory", json=goals)).status_code == 200
    return case


async def follower(browsers: Browsers, role: Role) -> Browser:
    return await browsers(role, contact=f"{role}-1")


async def everything(browser: Browser) -> dict[str, Page]:
    """Every page that is reached by links and by searches, by address."""
    pages = {f"zoeken {words}": await browser.send("/dossiers/zoeken", q=words) for words in SEARCHES}
    addresses = [*STARTS, *(link for page in pages.values() for link in page.links)]
    while addresses:
        address = addresses.pop()
        if address not in pages and re.fullmatch(r"/((dossiers|taken|traject)(/.*)?)?(\?.*)?", address):
            pages[address] = await browser.open(address)
            addresses += pages[address].links
    return pages


@pytest.mark.parametrize("role", FOLLOWERS)
async def test_no_page_shows_anything_of_another_school(browsers: Browsers, theirs: dict[str, Any], role: Role) -> None:
    pages = await everything(await follower(browsers, role))
    assert len(pages) > len(STARTS) + len(SEARCHES), "the walk reaches a case"
    for address, page in pages.items():
        assert (address, page.status) == (address, 200)
        for secret in (CANARY, theirs["reference"], theirs["case_id"], "9K", "P-9"):
            assert (address, secret in page.html) == (address, False)


async def test_a_caseworker_meets_the_canary_on_the_same_walk(browser: Browser, theirs: dict[str, Any]) -> None:
    pages = await everything(browser)
    assert CANARY in pages["/dossiers"].html
    page = pages[f"/dossiers/{theirs['reference']}"]
    for text in (f"{CANARY} {CANARY}", f"{CANARY}lokaal", f"{CANARY} Werker"):
        assert text in page.text
    assert page.html.count(CANARY) >= 8


@pytest.mark.parametrize("role", FOLLOWERS)
async def test_a_case_of_another_school_is_answered_as_one_that_is_not_there(
    browsers: Browsers, theirs: dict[str, Any], role: Role
) -> None:
    browser = await follower(browsers, role)
    nobodys = "SP-2026-999999"
    for path in ("", "/tijdlijn", "/notities", "/traject", "/close", "/tijdlijn?cursor=x", "?gedaan=close"):
        there = await browser.open(f"/dossiers/{theirs['reference']}{path}")
        nowhere = await browser.open(f"/dossiers/{nobodys}{path}")
        assert answered(there) == answered(nowhere)
        assert there.status in (403, 404)
    found = await browser.send("/dossiers/zoeken", q=theirs["reference"])
    nothing = await browser.send("/dossiers/zoeken", q=nobodys)
    assert found.status == 200
    assert found.html.replace(theirs["reference"], nobodys) == nothing.html


def answered(page: Page) -> tuple[int, str, dict[str, str]]:
    """All of an answer but the id of the request."""
    headers = {name: value for name, value in page.answer.headers.items() if name != "x-correlation-id"}
    return page.status, page.html, headers

"""Whatever people, schools and services wrote is shown as they wrote it, and is never part of a page."""

from typing import Any
from uuid import uuid4

import pytest
from tests.component.casework.harness import Harness, contact, meeting

from shared.contracts.consultation_meetings import MeetingScheduled
from shared.domain.roles import Role

from .browsers import Browser, Browsers, Page, opened

EVIL = """"><img src=x onerror=alert(1)>'</textarea></title><!--"""
FROM_IT = ("<img", "</textarea><", "<!--", 'onerror=alert(1)>"', "</title></title>")
OF_PEOPLE = ("/teambord", "/teambord/teams", "/teambord/teams/noord", "/teambord/regels", "/teambord/afwezig")
OF_CASE = ("", "/tijdlijn", "/notities", "/taken", "/contacten", "/traject", "/assign", "/close", "/withdraw", "/hold")


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    """A case in which every text is meant to break out of its page."""
    await harness.receive(contact("cw-9", Role.CASEWORKER, name=EVIL, organisation=EVIL), "cw-9")
    case = await opened(harness, given_name=EVIL, family_name=EVIL, class_name=EVIL[:30])
    planned = meeting(MeetingScheduled, uuid4(), case["case_id"], place=EVIL)
    await harness.receive(planned, str(planned.meeting_id))  # type: ignore[attr-defined]
    for action, body in (
        ("notes", {"text": EVIL}),
        ("tasks", {"text": EVIL, "owner": "cw-9", "due": "2026-11-24"}),
        ("contacts", {"on": "2026-11-20", "party": "parents", "means": "phone", "text": EVIL}),
        ("assign", {"assignee": "cw-9"}),
        ("hold", {"until": "2026-11-30", "reason": EVIL}),
    ):
        answer = await harness.act(case["case_id"], action, **body)
        assert answer.status_code < 300, answer.text
    goals = {"goals": [{"text": EVIL}]}
    assert (await harness.http.put(f"/cases/{case['case_id']}/trajectory", json=goals)).status_code == 200
    return case


def assert_text(what: str, page: Page) -> None:
    """That nothing of what was written became part of the page."""
    for part in FROM_IT:
        if part == "</textarea><":
            assert (what, page.html.count("<textarea")) == (what, page.html.count("</textarea>"))
        else:
            assert (what, part in page.html) == (what, False)


async def test_every_page_of_a_case_shows_it_as_text(browsers: Browsers, case: dict[str, Any]) -> None:
    browser = await browsers(Role.COORDINATOR, subject=EVIL, contact="co-1", name=EVIL)
    for path in ("/", "/dossiers", *(f"/dossiers/{case['reference']}{name}" for name in OF_CASE)):
        page = await browser.open(path)
        assert (path, page.status in (200, 409)) == (path, True)
        assert_text(path, page)
    page = await browser.open(f"/dossiers/{case['reference']}")
    assert page.text.count(EVIL) >= 8


async def test_every_page_about_people_shows_it_as_text(browsers: Browsers, case: dict[str, Any]) -> None:
    browser = await browsers(Role.COORDINATOR, subject=EVIL, contact="co-1", name=EVIL)
    await browser.send("/teambord/nieuw-team", **{"team": "noord", "member-cw-9": "ja"})
    await browser.send("/teambord/nieuwe-regel", name="een", assignee="cw-9", place="0", version="0")
    await browser.send("/teambord/afwezig", **{"worker": "cw-9", "from": "2026-11-23", "until": "2026-11-27"})
    pages = {path: await browser.open(path) for path in OF_PEOPLE}
    for path, typed in (
        ("/teambord/nieuw-team", {"team": EVIL, "schools": EVIL, f"member-{EVIL}": "ja"}),
        ("/teambord/nieuwe-regel", {"name": EVIL, "schools": EVIL, "assignee": EVIL, "try_school": EVIL}),
        ("/teambord/afwezig", {"worker": EVIL, "from": EVIL, "until": EVIL, "deputy": EVIL}),
    ):
        pages[f"sent to {path}"] = await browser.send(path, **typed)
    pages["figures"] = Page(await browser.http.get("/cijfers/dossiers", params={"school": EVIL}))
    for path, page in pages.items():
        assert (path, page.status) == (path, 200 if path in OF_PEOPLE else 422)
        assert_text(path, page)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/dossiers/zoeken", {"q": EVIL}),
        ("/dossiers/zoeken", {"q": f"{EVIL} " * 30}),
        ("/dossiers/zoeken", {"q": "amina", "cursor": EVIL}),
        ("/dossiers/nieuw", {"case_type": EVIL, "school": EVIL, "pupil": EVIL, "reason": EVIL}),
        ("/dossiers/nieuw", {"person_id": EVIL, "reason": EVIL}),
        ("/dossiers/nieuw", {"begin": "1", "person_id": EVIL}),
        ("/dossiers/{case}/notities", {"text": EVIL + "x" * 2000}),
        ("/dossiers/{case}/taken", {"text": EVIL, "owner": EVIL, "due": EVIL}),
        ("/dossiers/{case}/contacten", {"text": EVIL, "on": EVIL, "party": EVIL, "means": EVIL}),
        ("/dossiers/{case}/close", {"version": EVIL, "outcome": EVIL, "reason": EVIL}),
        ("/dossiers/{case}/assign", {"version": EVIL, "assignee": EVIL}),
        ("/teambord/afwezig", {"worker": "cw-1", "from": EVIL, "until": EVIL, "deputy": EVIL}),
    ],
)
async def test_what_was_typed_comes_back_as_text(
    browser: Browser, case: dict[str, Any], path: str, fields: dict[str, str]
) -> None:
    page = await browser.send(path.format(case=case["reference"]), **fields)
    assert page.status in (200, 412, 422)
    assert_text(path, page)


async def test_what_is_in_an_address_is_no_part_of_the_page(browser: Browser, case: dict[str, Any]) -> None:
    for query in ("gedaan", "cursor", "toestand", "soort"):
        for path in ("/", "/dossiers", f"/dossiers/{case['reference']}", f"/dossiers/{case['reference']}/tijdlijn"):
            answer = await browser.http.get(path, params={query: EVIL})
            assert answer.status_code in (200, 422)
            assert_text(f"{path} {query}", Page(answer))

"""A case as those at a meeting prepare it: a part of the page of the meeting, with what the reader may see."""

from typing import Any

import pytest
from tests.component.casework.harness import SCHOOL, Harness, contact

from shared.domain.roles import Role

from .browsers import Browser, Browsers, Page, opened


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    """A case with a contact that failed and a consent."""
    await harness.receive(contact("clb-1", "clb", SCHOOL), "clb-1")
    await harness.receive(contact("coach-1", "youth-coach"), "coach-1")
    case = await opened(harness)
    path = f"/cases/{case['case_id']}"
    tried = {"on": "2026-11-20", "party": "parents", "means": "phone", "text": "KANARIE", "reached": False}
    consent = {"purpose": "share-with-clb", "given_by": "pupil", "on": "2026-11-20", "until": "2027-06-30"}
    for part, body in (("contacts", tried), ("consents", consent)):
        answer = await harness.http.post(f"{path}/{part}", json=body)
        assert answer.is_success, answer.text
    return case


def path_of(case: dict[str, Any]) -> str:
    return f"/dossiers/{case['reference']}/voorbereiding"


async def test_who_acts_sees_count_days_contacts_consents_and_the_newest_steps(
    browser: Browser, case: dict[str, Any]
) -> None:
    page = await browser.open(path_of(case))
    for words in (
        "Amina Vandeputte, 3A",
        "problematische halve dagen”: 5 geteld",
        "20/11/2026 (voormiddag)",
        "Ouders: 1 keer geprobeerd, 0 keer bereikt",
        "delen met het CLB tot en met 30/6/2027",
        "Laatste stappen",
    ):
        assert words in page.text
    assert "KANARIE" not in page.text


async def test_another_page_gets_the_part_alone(browser: Browser, case: dict[str, Any]) -> None:
    part = Page(await browser.http.get(path_of(case), headers={"X-Fragment": "1"}))
    assert "<main" not in part.html
    assert "Amina Vandeputte, 3A" in part.text


async def test_others_see_what_the_case_shows_them(browsers: Browsers, case: dict[str, Any]) -> None:
    coach = await (await browsers(Role.YOUTH_COACH, contact="coach-1")).open(path_of(case))
    for words in ("Vandeputte", "Dagen", "geprobeerd", "delen met"):
        assert words not in coach.text
    clb = await (await browsers(Role.CLB, contact="clb-1")).open(path_of(case))
    assert ("Vandeputte" in clb.text, "geprobeerd" in clb.text) == (True, False)
    stranger = await (await browsers(Role.COUNSELLOR, contact="counsellor-of-another-school")).open(path_of(case))
    assert stranger.status == 404

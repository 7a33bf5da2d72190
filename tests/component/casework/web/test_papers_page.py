"""The papers of a case as a page: forms that make a file, and a list of what was made."""

from typing import Any

import pytest
from tests.component.casework.harness import Harness
from tests.component.casework.papers.stories import LETTER, truant, unenrolled
from tests.pdfs import Pdf

from shared.domain.roles import Role

from .browsers import TAG_IN_TEXT, Browser, Browsers, opened


def address(case: dict[str, Any], kind: str = "") -> str:
    return f"/dossiers/{case['reference']}/papieren{f'/{kind}' if kind else ''}"


async def test_a_letter_is_made_and_can_be_printed_again(harness: Harness, browser: Browser) -> None:
    case = await truant(harness)
    assert address(case) in (await browser.open(f"/dossiers/{case['reference']}")).links
    page = await browser.open(address(case))
    assert "Er is nog niets gemaakt" in page.text
    made = await browser.send(address(case, "letter-to-parents"), **LETTER)
    assert made.status == 200, made.html
    assert made.answer.headers["content-type"] == "application/pdf"
    assert made.answer.headers["content-disposition"] == (
        f'attachment; filename="{case["reference"]}-letter-to-parents.pdf"'
    )
    page = await browser.open(address(case))
    assert "Brief aan de ouders 23/11/2026 om 9.00 uur, door u" in page.text
    [again] = [link for link in page.links if "/brieven/" in link]
    assert "Kanarielaan 12 bus 3" in Pdf((await browser.open(again)).answer.content).text


async def test_a_preview_is_not_recorded(harness: Harness, browser: Browser) -> None:
    case = await truant(harness)
    preview = await browser.send(address(case, "summary"), audience="clb", preview="true")
    assert "Voorbeeld" in Pdf(preview.answer.content).text
    assert "Er is nog niets gemaakt" in (await browser.open(address(case))).text


async def test_a_wrong_form_keeps_what_was_typed(harness: Harness, browser: Browser) -> None:
    case = await truant(harness)
    page = await browser.send(address(case, "letter-to-parents"), address=TAG_IN_TEXT, next_step="")
    assert page.status == 422
    assert page.fields(address(case, "letter-to-parents"))["address"] == TAG_IN_TEXT
    assert TAG_IN_TEXT not in page.html
    assert (await browser.send(address(case, "summary"), audience="")).status == 422
    assert (await browser.send(address(case, "diploma"))).status == 404


async def test_the_forms_are_those_of_the_type(harness: Harness, browser: Browser) -> None:
    case = await unenrolled(harness)
    page = await browser.open(address(case))
    assert "Antwoordformulier inschrijving" in page.text
    assert "Brief aan de ouders" not in page.text
    sheet = await browser.send(address(case, "home-visit"))
    assert "Fiche voor een huisbezoek" in Pdf(sheet.answer.content).text


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH])
async def test_readers_make_no_papers(harness: Harness, browsers: Browsers, role: Role) -> None:
    case = await opened(harness)
    reader = await browsers(role, contact=f"{role}-1")
    assert (await reader.open(address(case))).status == 403
    assert (await reader.send(address(case, "summary"), audience="clb")).status == 403

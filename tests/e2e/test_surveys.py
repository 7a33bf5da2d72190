"""A school is asked once for the same information: on the whole running system, and in a browser for each role."""

from typing import Any

import httpx
import pytest
from playwright.async_api import Browser

from shared.local.simulation.policy.town_hall import TownHall

from .conftest import NOW
from .visitor import Visitor
from .visits import COORDINATOR, SECRETARY

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

PARTNER = "Aanspreekpunt vzw De Springplank"
SCHOOL = "125003"
SURVEY = {
    "title": "Fietsen naar school",
    "service": "stad-jeugd",
    "questions": [{"text": "Hoeveel leerlingen komen met de fiets?", "kind": "number"}],
    "schools": [SCHOOL, "125001"],
    "answer_by": "2026-12-18",
}


async def test_a_school_is_asked_once_for_the_same_information(stack: Any) -> None:
    stack.clock.set(NOW)
    async with TownHall.at(stack.service_url("consultation"), stack.secrets.token) as town_hall:
        youth, partner = town_hall.as_partner("stad-jeugd"), town_hall.as_partner("de-springplank")
        first = f"/surveys/{(await youth.post('/surveys', SURVEY))['survey_id']}"
        with pytest.raises(httpx.HTTPStatusError, match="409"):
            await youth.post(f"{first}/send", {})
        await youth.post(f"{first}/check", {})
        await youth.post(f"{first}/send", {})
        school = town_hall.as_school(SCHOOL)
        await school.post(f"{first}/answers", {"answers": [120]})
        with pytest.raises(httpx.HTTPStatusError, match="409"):
            await school.post(f"{first}/answers", {"answers": [130]})
        again = {**SURVEY, "title": "Mobiliteit", "service": "de-springplank", "schools": [SCHOOL]}
        second = f"/surveys/{(await partner.post('/surveys', again))['survey_id']}"
        looked = (await partner.post(f"{second}/check", {}))["asked_before"]
        (before,) = [row for row in looked if row["survey_id"] in first]
        assert (before["service"], before["answers"]) == ("stad-jeugd", {SCHOOL: 120})
        with pytest.raises(httpx.HTTPStatusError, match="404"):
            await partner.get(f"{first}/answers")


@pytest.mark.soak
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_a_partner_looks_before_it_asks_and_a_school_answers_once(
    chromium: Browser, stack: Any, script: bool
) -> None:
    stack.clock.set(NOW)
    title = f"Middagopvang {'met' if script else 'zonder'} script"
    async with Visitor.at(chromium, stack.web_url, script=script) as visitor:
        await visitor.sign_in(PARTNER, "/bevragingen")
        await visitor.follow("Bevraging opstellen")
        await visitor.page.get_by_label("Titel").fill(title)
        await visitor.page.get_by_label("Antwoorden tegen").fill("2026-12-18")
        await visitor.page.get_by_label("Technisch Instituut Haspengouw").check()
        await visitor.page.locator("#veld-text-0").fill(f"Hoeveel kinderen blijven over de middag ({title})?")
        await visitor.page.locator("#veld-kind-0").select_option("number")
        if script:
            await usable(visitor, "survey-form")
        await visitor.press("Bewaren")
        await visitor.press("Kijken wie dit al vroeg")
        await visitor.sees("Wie vroeg dit al?")
        if script:
            await usable(visitor, "survey-looked")
        await visitor.press("Versturen naar 1 school")
        path = visitor.path
        assert visitor.complaints == []
    async with Visitor.at(chromium, stack.web_url, script=script) as visitor:
        await visitor.sign_in(SECRETARY, path)
        await visitor.follow("Antwoorden")
        await visitor.page.locator("#veld-answer-0").fill("85")
        if script:
            await usable(visitor, "survey-answer")
        await visitor.press("Antwoorden")
        await visitor.sees("85")
        assert await visitor.page.get_by_role("link", name="Antwoorden", exact=True).count() == 0
        if script:
            await visitor.goto("/bevragingen")
            await usable(visitor, "surveys-of-a-school")
        assert visitor.complaints == []
    async with Visitor.at(chromium, stack.web_url, script=script) as visitor:
        await visitor.sign_in(COORDINATOR, path)
        await visitor.sees("85")
        if script:
            await usable(visitor, "survey-answers")
        await visitor.press("Afsluiten")
        await visitor.sees("afgesloten")
        assert visitor.complaints == []


async def usable(visitor: Visitor, name: str) -> None:
    """Fail where axe-core finds a barrier, or where the page is wider than the window; keep a picture of each."""
    for size, colours in (("desktop", "light"), ("phone", "dark"), ("desktop", "light")):
        await visitor.looks_at(size, colours)
        await visitor.photograph(f"{name}-{size}")
        assert (name, size, await visitor.barriers(everything=colours == "light")) == (name, size, [])
        assert (name, size, await visitor.scrolls_sideways()) == (name, size, False)

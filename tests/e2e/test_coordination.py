"""Coordination of the education policy: one point of contact, objectives and evaluations with the local actors."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from shared.local.simulation.policy.town_hall import TownHall

from .conftest import NOW
from .visitor import Visitor
from .visits import COORDINATOR

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

COUNCIL = {"kind": "external-consultation", "form": "informal", "name": "Overleg met scholen", "from": "2026-09-01"}
OBJECTIVE = {
    "title": "Meer kinderen lezen graag",
    "for_the_learner": "Plezier in lezen.",
    "from": "2026-2027",
    "until": "2028-2029",
    "support": [
        {"organisation_id": "school-125004"},
        {"organisation_id": "clb-de-kring", "supports": False, "reason": "Eerst de wachtlijst."},
    ],
}
ACTION = {"title": "Voorlezen in de klas", "theme": "language", "from": "2026-09-01", "partners": ["school-125004"]}


@pytest_asyncio.fixture(loop_scope="package")
async def town_hall(stack: Any) -> AsyncIterator[TownHall]:
    """The coordinator at the stack's consultation."""
    stack.clock.set(NOW)
    async with TownHall.at(stack.service_url("consultation"), stack.secrets.token) as town_hall:
        yield town_hall


async def test_one_point_of_contact_answers_a_question_in_time(town_hall: TownHall) -> None:
    partner, stranger = town_hall.as_partner("de-springplank"), town_hall.as_partner("clb-de-kring")
    asked = await partner.post("/questions-to-coordinator", {"text": "Wie betaalt de bus?", "theme": "language"})
    path = f"/questions-to-coordinator/{asked['question_id']}"
    waiting = {
        row["question_id"]: row["late"] for row in await town_hall.all("/questions-to-coordinator", status="open")
    }
    assert waiting[asked["question_id"]] is False
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        await stranger.get(path)
    await town_hall.post(f"{path}/answer", {"answer": "De stad."})
    answered = await partner.get(path)
    assert (answered["answer"], answered["late"], answered["status"]) == ("De stad.", False, "answered")


@pytest.mark.soak
async def test_objectives_are_agreed_with_local_actors(town_hall: TownHall) -> None:
    body = await town_hall.post("/bodies", COUNCIL)
    await town_hall.post(f"/bodies/{body['body_id']}/members/partners", {"from": "2026-09-01"})
    objective = await town_hall.post("/objectives", OBJECTIVE)
    agreement = {"body_id": body["body_id"], "agreed_on": "2026-11-18"}
    agreed = await town_hall.post(f"/objectives/{objective['objective_id']}/agree", agreement)
    assert agreed["status"] == "agreed"
    for_partner = await town_hall.as_partner("clb-de-kring").get(f"/objectives/{objective['objective_id']}")
    assert [(row["organisation_id"], row["supports"], row["reason"]) for row in for_partner["support"]] == [
        ("school-125004", True, ""),
        ("clb-de-kring", False, "Eerst de wachtlijst."),
    ]


@pytest.mark.soak
async def test_actions_are_evaluated_with_the_local_actors(town_hall: TownHall) -> None:
    objective = await town_hall.post("/objectives", OBJECTIVE)
    action = await town_hall.post("/actions", {**ACTION, "objective_id": objective["objective_id"]})
    path = f"/actions/{action['action_id']}"
    await town_hall.post(f"{path}/start", {})
    judged = {"held_on": "2026-11-18", "judgement": "partly", "text": "Te weinig boeken.", "changes": "Meer boeken."}
    await town_hall.post(f"{path}/evaluations", {**judged, "partners": ["school-125004", "clb-de-kring"]})
    school = town_hall.as_school("125004")
    await school.post(f"{path}/evaluations", {**judged, "judgement": "works", "partners": ["school-125004"]})
    evaluations = (await school.get(path))["evaluations"]
    assert [(row["judgement"], row["noted_by"]) for row in evaluations] == [
        ("partly", "coordinator"),
        ("works", "partner"),
    ]
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        await town_hall.as_school("125001").post(f"{path}/evaluations", {**judged, "partners": ["school-125001"]})


@pytest.mark.soak
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_a_coordinator_sets_an_objective_and_plans_an_action_in_the_browser(chromium, stack, script):
    async with Visitor.at(chromium, stack.web_url, script=script) as visitor:
        await visitor.sign_in(COORDINATOR, "/beleid")
        await visitor.follow("Doelstelling toevoegen")
        title = f"Lezen {'met' if script else 'zonder'} script"
        await visitor.page.get_by_label("Wat willen we bereiken?").fill(title)
        await visitor.page.get_by_label("Wat levert het de leerling op?").fill("Plezier in lezen.")
        for label in ("Eerste schooljaar", "Laatste schooljaar"):
            await visitor.page.get_by_label(label).select_option(label="2026-2027")
        await visitor.press("Bewaren")
        await visitor.sees("voorgesteld")
        await visitor.follow("Actie toevoegen")
        await visitor.page.get_by_label("Naam van de actie").fill("Voorlezen")
        await visitor.page.get_by_label("Thema").select_option(label="Taalstimulering")
        await visitor.page.get_by_label("Eerste dag").fill("2026-10-01")
        await visitor.page.get_by_role("group", name="Partners").get_by_label("Basisschool De Kers").check()
        await visitor.press("Bewaren")
        await visitor.sees("Er is nog geen indicator")
        for size, colours in (("desktop", "light"), ("phone", "dark")) if script else ():
            await visitor.looks_at(size, colours)
            assert await visitor.barriers(everything=colours == "light") == []
            assert not await visitor.scrolls_sideways()
        await visitor.looks_at("desktop", "light")
        await visitor.press("De actie loopt")
        await visitor.sees("loopt")

"""`/teambord`: the work of a team, and the form that shares cases anew."""

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact
from tests.tokens import bearer

from shared.domain.roles import Role

from .browsers import Browser, Browsers, opened

COORDINATOR = bearer("coordinator", sub="u-lead", contact="lead-1")
SHARE = "/teambord/herverdelen"
MOVED = "/teambord?gedaan=reassigned&verdeeld=2"


@pytest.fixture
async def lead(harness: Harness, browsers: Browsers) -> Browser:
    """A coordinator's browser; An has two cases, nobody a third, and Bert is away."""
    await harness.receive(contact("an", "caseworker", name="An Peeters"), "an")
    await harness.receive(contact("bert", "caseworker", name="Bert Maes"), "bert")
    await harness.receive(contact("lead-1", "coordinator", name="Lies Claes"), "lead-1")
    await harness.http.put("/teams/north", json={"members": ["an", "bert"]}, headers=COORDINATOR)
    away = {"from": "2026-11-20", "until": "2026-11-27"}
    await harness.http.put("/workers/bert/absence", json=away, headers=COORDINATOR)
    for number in range(3):
        case = await opened(harness, f"P-{number}")
        if number:
            await harness.act(case["case_id"], "assign", assignee="an")
    return await browsers(Role.COORDINATOR, contact="lead-1")


async def test_the_board_shows_each_member_with_cases_weight_and_absence(lead: Browser) -> None:
    page = await lead.open("/teambord")
    assert page.status == 200
    for words in ("An Peeters", "Bert Maes afwezig", "zwaar", "Nog van niemand", "Dossiers van An Peeters"):
        assert words in page.text
    assert SHARE in page.links
    assert (await lead.open("/teambord?team=south")).status == 404


async def test_a_board_without_teams_says_so(browser: Browser) -> None:
    page = await browser.open("/teambord")
    assert "Er zijn nog geen teams." in page.text
    assert SHARE not in page.links
    assert (await browser.open(SHARE)).status == 403


async def test_sharing_shows_first_what_would_happen_and_then_does_it(harness: Harness, lead: Browser) -> None:
    shown = await lead.send(SHARE, **{"from": "an", "to": "lead-1", "team": "", "case_type": "truancy"})
    assert "Er is nog niets veranderd." in shown.text
    assert len(await harness.cases(assignee="an")) == 2
    confirmed = await lead.send(SHARE, **{"from": "an", "to": "lead-1", "case_type": "truancy", "confirm": "ja"})
    assert (confirmed.status, confirmed.answer.headers["location"]) == (303, f"{MOVED}&gevraagd=2")
    assert "2 dossiers zijn herverdeeld." in (await lead.open(f"{MOVED}&gevraagd=2")).text
    less = (await lead.open(f"{MOVED}&gevraagd=5")).text
    assert "2 dossiers zijn herverdeeld. 3 andere gingen niet mee" in less
    assert "Er is geen dossier herverdeeld." in (await lead.open("/teambord?gedaan=reassigned&gevraagd=0")).text
    assert len(await harness.cases(assignee="lead-1")) == 2
    assert "geen open dossiers" in (await lead.send(SHARE, **{"from": "an", "to": "lead-1"})).text


async def test_only_the_cases_of_a_school_are_shared(harness: Harness, lead: Browser) -> None:
    wanted = {"from": "an", "to": "lead-1", "schools": OTHER_SCHOOL}
    assert "geen open dossiers" in (await lead.send(SHARE, **wanted)).text
    shown = await lead.send(SHARE, **{**wanted, "schools": f"{SCHOOL},{OTHER_SCHOOL}"})
    assert "2 open dossiers van An Peeters, alleen van school" in shown.text
    assert shown.html.count(f'name="schools" value="{SCHOOL},{OTHER_SCHOOL}"') == 1
    wrong = await lead.send(SHARE, **{**wanted, "schools": "12"})
    assert (wrong.status, "Geef van elke school de zes cijfers" in wrong.text) == (422, True)


async def test_what_cannot_be_shared_is_said_at_its_field(lead: Browser) -> None:
    for fields in ({"to": "an"}, {"from": "an", "to": ""}, {"from": "an", "to": "an"}, {"from": "an", "team": "north"}):
        page = await lead.send(SHARE, **fields)
        assert (fields, page.status) == (fields, 422)
        assert "Er klopt nog iets niet." in page.text

"""`/teambord/afwezig`: who is away and who stands in, noted by a caseworker or by a coordinator."""

import pytest
from tests.component.casework.harness import Harness, contact

from shared.domain.roles import Role

from .browsers import Browser, Browsers, opened

AWAY = "/teambord/afwezig"
WEEK = {"from": "2026-11-23", "until": "2026-11-27"}


@pytest.fixture
async def lead(harness: Harness, browsers: Browsers) -> Browser:
    """A coordinator's browser, beside three caseworkers, of whom `cw-1` has the browser of every test."""
    for name, called in (("an", "An Peeters"), ("bert", "Bert Maes"), ("cw-1", "Chris Wouters")):
        await harness.receive(contact(name, "caseworker", name=called), name)
    await harness.receive(contact("lead-1", "coordinator", name="Lies Claes"), "lead-1")
    return await browsers(Role.COORDINATOR, contact="lead-1")


async def test_a_caseworker_notes_the_own_absence_with_a_deputy(
    harness: Harness, lead: Browser, browser: Browser
) -> None:
    case = await opened(harness)
    await harness.act(case["case_id"], "assign", assignee="cw-1")
    form = (await browser.open(AWAY)).fields(AWAY)
    assert (form["worker"], form["from"]) == ("cw-1", "2026-11-23")
    noted = await browser.send(AWAY, **{**form, "until": "2026-11-27", "deputy": "an"})
    assert (noted.status, noted.answer.headers["location"]) == (303, f"{AWAY}?gedaan=absence")
    page = await browser.open(f"{AWAY}?gedaan=absence")
    assert "De afwezigheid is bewaard." in page.text
    assert "u nu afwezig 23/11/2026 27/11/2026 An Peeters 1 Wijzigen Is terug" in page.text
    again = await browser.send(AWAY, **{**form, "until": "2026-11-27", "deputy": "an"})
    assert again.status == 303, "the same form sent twice"
    assert (await harness.http.get("/workers/cw-1/absence")).json()["version"] == 1


async def test_a_caseworker_notes_nobody_elses(harness: Harness, lead: Browser, browser: Browser) -> None:
    await lead.send(AWAY, worker="an", **WEEK)
    page = await browser.open(AWAY)
    assert "An Peeters" in page.text
    assert f"{AWAY}/einde" not in page.html
    for fields in (WEEK, {"begin": "ja"}):
        assert (await browser.send(AWAY, worker="an", **fields)).status == 403
    assert (await browser.send(f"{AWAY}/einde", worker="an", version="1")).status == 403
    assert (await harness.http.get("/workers/an/absence")).json()["version"] == 1


async def test_what_is_noted_already_is_replaced_once_it_was_shown(harness: Harness, lead: Browser) -> None:
    await lead.send(AWAY, worker="an", **WEEK)
    longer = {"worker": "an", "from": "2026-11-23", "until": "2026-12-04", "deputy": "bert"}
    shown = await lead.send(AWAY, **longer)
    assert (shown.status, shown.fields(AWAY)["version"]) == (412, "1")
    assert "Er is al een afwezigheid genoteerd, van 23/11/2026 tot en met 27/11/2026." in shown.text
    assert shown.fields(AWAY)["until"] == "2026-12-04"
    assert (await lead.send(AWAY, version="1", **longer)).status == 303
    begun = await lead.send(AWAY, worker="an", begin="ja")
    assert {name: begun.fields(AWAY)[name] for name in longer} == longer
    assert (await lead.send(AWAY, worker="bert", begin="ja")).status == 404


async def test_somebody_comes_back_and_what_was_to_come_does_not(harness: Harness, lead: Browser) -> None:
    await lead.send(AWAY, **{"worker": "an", "from": "2026-11-16", "until": "2026-11-27"})
    await lead.send(AWAY, **{"worker": "bert", "from": "2026-12-07", "until": "2026-12-11"})
    page = await lead.open(AWAY)
    assert ("Is terug" in page.text, "Gaat niet door" in page.text) == (True, True)
    late = await lead.send(f"{AWAY}/einde", worker="an", version="7")
    assert (late.status, "Iemand heeft dit net gewijzigd." in late.text) == (412, True)
    for worker in ("an", "bert"):
        ended = await lead.send(f"{AWAY}/einde", worker=worker, version="1")
        assert ended.answer.headers["location"] == f"{AWAY}?gedaan=absence-ended"
    assert "Er is niemand afwezig" in (await lead.open(AWAY)).text
    assert (await harness.http.get("/workers/an/absence")).json()["until"] == "2026-11-22"
    assert (await harness.http.get("/workers/bert/absence")).status_code == 404
    assert (await lead.send(f"{AWAY}/einde", worker="an", version="2")).status == 404
    assert (await lead.send(f"{AWAY}/einde")).status == 404


async def test_the_list_says_who_has_the_work_now(lead: Browser) -> None:
    await lead.send(AWAY, worker="an", deputy="bert", **WEEK)
    await lead.send(AWAY, worker="bert", deputy="cw-1", **WEEK)
    await lead.send(AWAY, worker="cw-1", **WEEK)
    assert (await lead.open(AWAY)).text.count("niemand vervangt nu") == 3
    await lead.send(AWAY, worker="cw-1", deputy="lead-1", version="1", **WEEK)
    page = await lead.open(AWAY)
    assert "Bert Maes, nu u" in page.text
    assert "niemand vervangt nu" not in page.text


async def test_what_is_wrong_with_an_absence_is_said_at_its_field(lead: Browser) -> None:
    for typed, words in (
        ({"until": "2026-11-22"}, "De laatste dag ligt voor de eerste."),
        ({"until": ""}, "Vul dit in."),
        ({"from": "morgen"}, "Geef een datum"),
        ({"worker": "niemand"}, "Deze persoon kan nu geen dossier krijgen."),
        ({"deputy": "an"}, "Deze persoon kan niet vervangen."),
    ):
        page = await lead.send(AWAY, **{"worker": "an", **WEEK, **typed})
        assert (typed, page.status, words in page.text) == (typed, 422, True)
        assert page.fields(AWAY)["until"] == {**WEEK, **typed}["until"]
    over = await lead.send(AWAY, **{"worker": "an", "from": "2026-11-02", "until": "2026-11-06"})
    assert over.answer.headers["location"] == f"{AWAY}?gedaan=absence-past"


async def test_a_youth_coach_notes_the_own_absence_and_sees_no_team(
    harness: Harness, lead: Browser, browsers: Browsers
) -> None:
    await harness.receive(contact("coach-1", "youth-coach", name="Yara Smet"), "coach-1")
    coach = await browsers(Role.YOUTH_COACH, contact="coach-1")
    await lead.send(AWAY, worker="an", **WEEK)
    assert AWAY in (await coach.open("/traject")).links
    page = await coach.open(AWAY)
    assert "U hebt geen afwezigheid genoteerd" in page.text
    assert not {"/teambord", "/teambord/teams", "/teambord/regels"} & set(page.links)
    form = page.fields(AWAY)
    assert form["worker"] == "coach-1"
    assert (await coach.send(AWAY, **{**form, "until": "2026-11-27", "deputy": "bert"})).status == 303
    page = await coach.open(AWAY)
    assert ("Bert Maes" in page.text, "Is terug" in page.text) == (True, True)
    assert (await coach.send(AWAY, worker="an", **WEEK)).status == 403

"""`/teambord/regels`: the rules in order, their forms, and who would get a case by them."""

from typing import Any

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact, named_school
from tests.tokens import bearer

from shared.domain.roles import Role

from .browsers import Browser, Browsers, opened, ticked

COORDINATOR = bearer("coordinator", sub="u-lead", contact="lead-1")
RULES, NEW = "/teambord/regels", "/teambord/nieuwe-regel"
TO_BERT = {"name": "naar-bert", "assignee": "bert", "place": "0", "version": "1"}


@pytest.fixture
async def lead(harness: Harness, browsers: Browsers) -> Browser:
    """A coordinator's browser; at a school truancy goes to An, and all else to the team of An and Bert."""
    for name, called in (("an", "An Peeters"), ("bert", "Bert Maes")):
        await harness.receive(contact(name, "caseworker", name=called), name)
    await harness.receive(contact("lead-1", "coordinator", name="Lies Claes"), "lead-1")
    await harness.http.put("/teams/noord", json={"members": ["bert", "an"]}, headers=COORDINATOR)
    to_an = {"name": "naar-an", "assignee": "an", "case_types": ["truancy"], "schools": [SCHOOL]}
    await put(harness, [to_an, {"name": "rest", "team": "noord", "capacity": 20}], version=0)
    return await browsers(Role.COORDINATOR, contact="lead-1")


async def put(harness: Harness, rules: list[dict[str, Any]], *, version: int) -> None:
    headers = COORDINATOR | {"If-Match": f'"{version}"'}
    answer = await harness.http.put("/assignment-rules", json={"rules": rules}, headers=headers)
    assert answer.status_code == 200, answer.text


async def kept(harness: Harness) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = (await harness.http.get("/assignment-rules")).json()["rules"]
    return rules


async def names(harness: Harness) -> list[str]:
    return [rule["name"] for rule in await kept(harness)]


async def test_the_rules_stand_in_order_with_what_they_do(lead: Browser) -> None:
    page = await lead.open(RULES)
    assert page.text.index("naar-an") < page.text.index("rest")
    for words in ("problematische afwezigheden; school 123456", "An Peeters", "alle soorten; alle scholen", "20"):
        assert words in page.text
    assert {NEW, f"{RULES}/naar-an"} <= set(page.links)


async def test_who_would_get_a_case_at_a_school_is_shown(lead: Browser) -> None:
    page = await lead.open(f"{RULES}?school={SCHOOL}&niveau=secundair")
    assert "An Peeters (regel naar-an, gewicht dan 1)" in page.text
    assert "Bert Maes (regel rest, gewicht dan" in page.text
    elsewhere = await lead.open(f"{RULES}?school={OTHER_SCHOOL}")
    assert "regel naar-an" not in elsewhere.text
    wrong = await lead.open(f"{RULES}?school=12&niveau=lager")
    assert (wrong.status, "Geef de zes cijfers van de school" in wrong.text) == (422, True)


async def test_schools_are_called_by_their_names_with_the_numbers_at_hand(harness: Harness, lead: Browser) -> None:
    await harness.receive(named_school(SCHOOL, "Atheneum De Wilg"), "organisation:school-1")
    await harness.http.put("/teams/wilg", json={"members": ["an"], "schools": [SCHOOL]}, headers=COORDINATOR)
    pages = {
        RULES: "problematische afwezigheden; Atheneum De Wilg",
        f"{RULES}?school={SCHOOL}": "In Atheneum De Wilg",
        NEW: f"Nummers van de scholen {SCHOOL} Atheneum De Wilg",
        "/teambord/teams": "Scholen Atheneum De Wilg",
        "/teambord/nieuw-team": f"Nummers van de scholen {SCHOOL} Atheneum De Wilg",
        "/cijfers/dossiers": "Atheneum De Wilg",
    }
    for path, words in pages.items():
        assert (path, words in (await lead.open(path)).text) == (path, True)
    await opened(harness)
    shown = await lead.send("/teambord/herverdelen", **{"from": "an", "to": "bert", "schools": SCHOOL})
    assert "alleen van Atheneum De Wilg" in shown.text
    assert f"Atheneum De Wilg ({SCHOOL})" in (await lead.open("/cijfers/dossiers?per=school")).text


async def test_a_rule_is_tried_beside_those_that_hold_and_nothing_changes(harness: Harness, lead: Browser) -> None:
    form = (await lead.open(NEW)).fields(NEW)
    assert (form["place"], form["version"]) == ("2", "1")
    typed = {**TO_BERT, "type-truancy": "ja", "try_school": SCHOOL, "try_level": "secundair"}
    page = await lead.send(NEW, proberen="ja", **typed)
    assert page.status == 200
    assert "An Peeters (regel naar-an, gewicht dan 1) Bert Maes (regel naar-bert, gewicht dan 1) anders" in page.text
    assert page.html.count(">anders</span>") == 1
    assert {name: page.fields(NEW)[name] for name in ("name", "place")} == {"name": "naar-bert", "place": "0"}
    assert ticked(page) == ["type-truancy"]
    assert await names(harness) == ["naar-an", "rest"]
    without = await lead.send(NEW, proberen="ja", **TO_BERT)
    assert (without.status, "Geef de zes cijfers van de school" in without.text) == (422, True)


async def test_a_trial_says_which_rule_never_fits_a_case_at_no_school(lead: Browser) -> None:
    typed = {**TO_BERT, "schools": SCHOOL, "try_school": SCHOOL, "try_level": "secundair"}
    page = await lead.send(NEW, proberen="ja", **typed)
    assert "De regel naar-bert geldt voor scholen, en past er nooit op." in page.text
    assert "past er nooit op" not in (await lead.open(f"{RULES}?school={SCHOOL}")).text


async def test_a_rule_is_added_at_its_place_once(harness: Harness, lead: Browser) -> None:
    typed = {**TO_BERT, "once": "x", "name": "Naar Bért", "place": "1", "level-lager": "ja", "capacity": "7"}
    for _ in range(2):
        added = await lead.send(NEW, **typed)
        assert (added.status, added.answer.headers["location"]) == (303, f"{RULES}?gedaan=rule")
    assert await names(harness) == ["naar-an", "naar-bert", "rest"]
    assert (await kept(harness))[1] == {
        "name": "naar-bert",
        "case_types": [],
        "schools": [],
        "levels_of_education": ["lager"],
        "assignee": "bert",
        "team": None,
        "capacity": 7,
    }


async def test_what_is_wrong_with_a_rule_is_said_at_its_field(harness: Harness, lead: Browser) -> None:
    for typed, words in (
        ({"name": "rest"}, "Er is al een regel met deze naam."),
        ({"name": "naar bert!"}, "zoals naar-noord"),
        ({"team": "noord"}, "een van beide"),
        ({"assignee": ""}, "een van beide"),
        ({"assignee": "niemand"}, "Kies iemand uit de lijst."),
        ({"assignee": "", "team": "zuid"}, "Kies een team uit de lijst."),
        ({"schools": "12"}, "Geef van elke school de zes cijfers"),
        ({"capacity": "0"}, "Geef een getal van minstens 1."),
    ):
        page = await lead.send(NEW, **{**TO_BERT, **typed})
        assert (typed, page.status, words in page.text) == (typed, 422, True)
        for name, text in typed.items():
            if name not in ("assignee", "team"):
                assert page.fields(NEW)[name] == text
    assert await names(harness) == ["naar-an", "rest"]


async def test_a_rule_is_changed_and_goes_to_another_place(harness: Harness, lead: Browser) -> None:
    path = f"{RULES}/naar-an"
    form = (await lead.open(path)).fields(path)
    assert (form["assignee"], form["schools"], form["place"], form["try_school"]) == ("an", SCHOOL, "0", SCHOOL)
    changed = {"name": "naar-bert", "assignee": "bert", "place": "1", "version": "1"}
    assert (await lead.send(path, **changed)).status == 303
    assert await names(harness) == ["rest", "naar-bert"]
    late = await lead.send(f"{RULES}/rest", **{**changed, "name": "laat"})
    assert (late.status, late.fields(f"{RULES}/rest")["version"]) == (412, "2")
    assert late.fields(f"{RULES}/rest")["name"] == "laat"
    for method in (lead.open(path), lead.send(path, **changed)):
        assert (await method).status == 404


async def test_rules_change_places_and_end(harness: Harness, lead: Browser) -> None:
    assert (await lead.send(f"{RULES}/rest/plaats", naar="hoger", version="1")).status == 303
    assert await names(harness) == ["rest", "naar-an"]
    assert (await lead.send(f"{RULES}/rest/plaats", naar="lager", version="2")).status == 303
    assert await names(harness) == ["naar-an", "rest"]
    late = await lead.send(f"{RULES}/rest/einde", version="2")
    assert (late.status, "Iemand heeft dit net gewijzigd." in late.text) == (412, True)
    ended = await lead.send(f"{RULES}/rest/einde", version="3")
    assert ended.answer.headers["location"] == f"{RULES}?gedaan=rule-ended"
    assert await names(harness) == ["naar-an"]
    assert (await lead.send(f"{RULES}/rest/plaats", naar="hoger", version="4")).status == 404


async def test_rules_whose_people_left_are_mended_one_by_one(harness: Harness, lead: Browser) -> None:
    await put(harness, [{"name": "a", "assignee": "an"}, {"name": "b", "assignee": "bert"}], version=1)
    for name in ("an", "bert"):
        await harness.receive(contact(name, "counsellor"), name, sequence=2)
    stays = await lead.send(f"{RULES}/a", name="a", assignee="an", place="0", capacity="3", version="2")
    assert (stays.status, "Kies iemand uit de lijst." in stays.text) == (422, True)
    assert (await lead.send(f"{RULES}/a", name="a", assignee="lead-1", place="0", version="2")).status == 303
    assert (await lead.send(f"{RULES}/b/einde", version="3")).status == 303


async def test_a_caseworker_reads_the_rules_and_changes_none(harness: Harness, lead: Browser, browser: Browser) -> None:
    page = await browser.open(f"{RULES}?school={SCHOOL}")
    assert "naar-an" in page.text
    assert "gewicht dan" not in page.text
    assert not {NEW, f"{RULES}/naar-an"} & set(page.links)
    for path in (NEW, f"{RULES}/rest", f"{RULES}/rest/plaats", f"{RULES}/rest/einde"):
        assert (await browser.send(path, **TO_BERT)).status == 403
    assert await names(harness) == ["naar-an", "rest"]

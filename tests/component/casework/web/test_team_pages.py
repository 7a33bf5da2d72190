"""`/teambord/teams`: the teams, and the forms by which a coordinator makes, changes and removes a team."""

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact

from shared.domain.roles import Role

from .browsers import Browser, Browsers, ticked

TEAMS = "/teambord/teams"
NEW = "/teambord/nieuw-team"


@pytest.fixture
async def lead(harness: Harness, browsers: Browsers) -> Browser:
    """A coordinator's browser, beside two caseworkers in the directory."""
    await harness.receive(contact("an", "caseworker", name="An Peeters"), "an")
    await harness.receive(contact("bert", "caseworker", name="Bert Maes"), "bert")
    await harness.receive(contact("lead-1", "coordinator", name="Lies Claes"), "lead-1")
    return await browsers(Role.COORDINATOR, contact="lead-1")


async def team(harness: Harness, name: str = "team-noord") -> dict[str, object]:
    body: dict[str, object] = (await harness.http.get(f"/teams/{name}")).json()
    return body


async def test_a_team_is_made_from_boxes_and_a_name_as_people_write_it(harness: Harness, lead: Browser) -> None:
    assert NEW in (await lead.open(TEAMS)).links
    page = await lead.open(NEW)
    form = page.fields(NEW)
    assert 'name="member-an"' in page.html
    assert ticked(page) == []
    typed = {"team": "Team Noord", "member-an": "ja", "type-truancy": "ja", "schools": f"{SCHOOL}, {OTHER_SCHOOL}"}
    made = await lead.send(NEW, once=form["once"], **typed)
    assert (made.status, made.answer.headers["location"]) == (303, f"{TEAMS}?gedaan=team")
    schools = sorted((SCHOOL, OTHER_SCHOOL))
    assert await team(harness) == {
        "team": "team-noord",
        "members": ["an"],
        "schools": schools,
        "case_types": ["truancy"],
        "version": 1,
    }
    assert (await lead.send(NEW, once=form["once"], **typed)).status == 303
    assert (await team(harness))["version"] == 1
    page = await lead.open(f"{TEAMS}?gedaan=team")
    for words in (
        "Het team is bewaard.",
        "team-noord",
        "An Peeters",
        "school 123456, school 654321",
        "problematische afwezigheden",
    ):
        assert words in page.text


async def test_what_is_wrong_with_a_new_team_is_said_at_its_field_and_what_was_typed_stays(lead: Browser) -> None:
    assert (await lead.send(NEW, team="zuid")).status == 303
    for typed, words in (
        ({"team": "zuid"}, "Er is al een team met deze naam."),
        ({"team": "zuid!"}, "zoals team-noord"),
        ({"team": ""}, "Vul dit in."),
        ({"team": "oost", "schools": "12345"}, "Geef van elke school de zes cijfers"),
        ({"team": "oost", "member-niemand": "ja"}, "niemand kan nu geen dossiers krijgen."),
    ):
        page = await lead.send(NEW, **{"member-bert": "ja", **typed})
        assert (typed, page.status, words in page.text) == (typed, 422, True)
        assert ticked(page) == ["member-bert"]
        assert page.fields(NEW)["team"] == typed["team"]


async def test_a_team_is_changed_as_it_was_shown(harness: Harness, lead: Browser) -> None:
    await lead.send(NEW, **{"team": "noord", "member-bert": "ja", "member-an": "ja"})
    path = f"{TEAMS}/noord"
    assert path in (await lead.open(TEAMS)).links
    page = await lead.open(path)
    assert ticked(page) == ["member-bert", "member-an"]
    changed = await lead.send(path, **{"version": "1", "member-bert": "ja", "type-newcomer": "ja"})
    assert changed.status == 303
    assert (await team(harness, "noord"))["members"] == ["bert"]
    late = await lead.send(path, **{"version": "1", "member-an": "ja", "schools": SCHOOL})
    assert (late.status, late.fields(path)["version"], late.fields(path)["schools"]) == (412, "2", SCHOOL)
    assert "Iemand heeft dit net gewijzigd." in late.text
    assert (await lead.send(path, version="2", schools="school")).status == 422
    assert (await lead.open(f"{TEAMS}/oost")).status == 404
    assert (await lead.send(f"{TEAMS}/oost", version="0")).status == 404


async def test_a_member_who_left_can_be_taken_out(harness: Harness, lead: Browser) -> None:
    await lead.send(NEW, **{"team": "noord", "member-bert": "ja", "member-an": "ja"})
    await harness.receive(contact("bert", "counsellor", name="Bert Maes"), "bert", sequence=2)
    path = f"{TEAMS}/noord"
    stays = await lead.send(path, **{"version": "1", "member-bert": "ja", "member-an": "ja"})
    assert (stays.status, "kan nu geen dossiers krijgen. Haal het vinkje weg." in stays.text) == (422, True)
    assert (await lead.send(path, **{"version": "1", "member-an": "ja"})).status == 303


async def test_a_team_goes_once_no_rule_names_it(harness: Harness, lead: Browser) -> None:
    await lead.send(NEW, **{"team": "noord", "member-an": "ja"})
    rules = {"name": "naar-noord", "team": "noord", "place": "0", "version": "0"}
    assert (await lead.send("/teambord/nieuwe-regel", **rules)).status == 303
    path = f"{TEAMS}/noord"
    assert "/teambord/regels/naar-noord" in (await lead.open(path)).links
    refused = await lead.send(f"{path}/weg")
    assert (refused.status, "Een regel geeft dossiers aan dit team." in refused.text) == (409, True)
    await lead.send("/teambord/regels/naar-noord/einde", version="1")
    gone = await lead.send(f"{path}/weg")
    assert gone.answer.headers["location"] == f"{TEAMS}?gedaan=team-removed"
    assert (await harness.http.get("/teams/noord")).status_code == 404
    assert (await lead.send(f"{path}/weg")).status == 404


async def test_a_caseworker_reads_the_teams_and_changes_none(lead: Browser, browser: Browser) -> None:
    await lead.send(NEW, **{"team": "noord", "member-an": "ja"})
    page = await browser.open(TEAMS)
    assert "An Peeters" in page.text
    assert not {NEW, f"{TEAMS}/noord"} & set(page.links)
    for path in (NEW, f"{TEAMS}/noord", f"{TEAMS}/noord/weg"):
        assert (await browser.send(path, version="1", team="oost")).status == 403

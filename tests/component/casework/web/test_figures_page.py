"""`/cijfers/dossiers`: cases in numbers, as a page and as a file."""

import csv
from io import StringIO

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact
from tests.plots import assert_bars, plots_of
from tests.tokens import bearer

from shared.domain.roles import Role

from .browsers import Browser, Browsers, Page, opened

FIGURES = "/cijfers/dossiers"
COORDINATOR = bearer("coordinator", sub="u-lead", contact="lead-1")


@pytest.fixture
async def cases(harness: Harness) -> Harness:
    """Five cases at a school, one of them closed, and two of another school; a team has one."""
    await harness.receive(contact("an", "caseworker", name="An Peeters"), "an")
    await harness.http.put("/teams/noord", json={"members": ["an"]}, headers=COORDINATOR)
    for number in range(7):
        case = await opened(harness, f"P-{number}", OTHER_SCHOOL if number > 4 else SCHOOL)
    await harness.act(case["case_id"], "assign", assignee="an")
    await harness.act(case["case_id"], "close", outcome="attends-again", reason="reden")
    return harness


def rows(page: Page) -> list[list[str]]:
    """The file as a spreadsheet in Belgium reads it."""
    text = page.answer.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


async def test_the_page_shows_numbers_and_says_where_they_are_left_out(cases: Harness, browser: Browser) -> None:
    page = await browser.open(FIGURES)
    assert page.status == 200
    said = ("problematische afwezigheden", "van niveau tot opening", "Negen op tien binnen", "Aantallen onder 5")
    for words in (*said, "2026-2027"):
        assert words in page.text
    few = await browser.open(f"{FIGURES}?per=team&schooljaar=2025-2026")
    assert "Er zijn geen dossiers van dit schooljaar." in few.text
    assert not [link for link in few.links if "als=csv" in link]
    for wrong in ("per=leerling", "schooljaar=2026", "soort=bullying", "school=12"):
        assert (await browser.open(f"{FIGURES}?{wrong}")).status == 422
    assert (await browser.open(f"{FIGURES}?team=zuid")).status == 404


async def test_the_file_has_the_numbers_of_the_page_with_its_filters(cases: Harness, browser: Browser) -> None:
    page = await browser.open(f"{FIGURES}?per=school&soort=truancy&schooljaar=2026-2027")
    [link] = [link for link in page.links if "als=csv" in link]
    file = await browser.open(link)
    headers = file.answer.headers
    assert headers["content-type"].startswith("text/csv")
    assert headers["content-disposition"] == 'attachment; filename="dossiers-per-school-2026-2027.csv"'
    assert headers["cache-control"] == "no-store"
    heading, *numbers = rows(file)
    assert heading[:3] == ["school", "cijfer", "aantal"]
    assert [SCHOOL, "dossiers", "5", "", ""] in numbers
    assert [SCHOOL, "van niveau tot opening", "5", "3", "3"] in numbers
    of_other = {measure: (number, days) for group, measure, number, days, _ in numbers if group == OTHER_SCHOOL}
    assert of_other["dossiers"] == of_other["afloop: gaat weer naar school"] == ("weinig", "")
    one = rows(await browser.open(f"{FIGURES}?per=school&school={OTHER_SCHOOL}&als=csv"))
    assert {row[0] for row in one[1:]} == {OTHER_SCHOOL}
    of_team = rows(await browser.open(f"{FIGURES}?per=team&team=noord&als=csv"))
    assert of_team[1] == ["noord", "dossiers", "weinig", "", ""]


async def test_the_plots_are_drawn_as_the_file_has_them(cases: Harness, browser: Browser) -> None:
    page = await browser.open(f"{FIGURES}?per=school")
    _, *numbers = rows(await browser.open(f"{FIGURES}?per=school&als=csv"))
    drawn = plots_of(page.html)
    in_all = [(group, [number]) for group, measure, number, _, _ in numbers if measure == "dossiers"]
    is_open = {group: number for group, measure, number, _, _ in numbers if measure == "open"}
    assert assert_bars(drawn["dossiers"], [(group, [*cells, is_open[group]]) for group, cells in in_all]) == 2
    steps = [(measure, days) for group, measure, _, *days in numbers if group == SCHOOL and " tot " in measure]
    assert assert_bars(drawn["stappen-1"], steps)
    assert {"stappen-2", "afloop-2"}.isdisjoint(drawn), "two cases are too few to draw"


async def test_one_page_leads_to_all_figures(cases: Harness, browser: Browser, browsers: Browsers) -> None:
    page = await browser.open("/cijfers")
    assert {"/cijfers/dossiers", "/cijfers-aanwezigheid", "/cijfers-aanwezigheid/kleuters"} <= set(page.links)
    assert (await (await browsers(Role.COUNSELLOR, contact="c-1")).open("/cijfers")).status == 403


async def test_types_that_events_say_nothing_of_are_in_the_file_of_a_coordinator_alone(
    cases: Harness, browser: Browser, browsers: Browsers
) -> None:
    lead = await browsers(Role.COORDINATOR, contact="lead-1")
    report = {"case_type": "bullying", "school": SCHOOL, "pupil": "P-1", "code": "verbal"}
    answer = await cases.http.post("/reports", json=report)
    assert answer.status_code < 300, answer.text
    for reader, has in ((lead, True), (browser, False)):
        groups = {row[0] for row in rows(await reader.open(f"{FIGURES}?als=csv"))}
        assert ("pesten" in groups) is has


async def test_the_file_is_for_whoever_is_signed_in_and_acts(cases: Harness, browsers: Browsers) -> None:
    nobody = await cases.http.get(f"{FIGURES}?als=csv", headers={"Accept": "text/html"})
    assert (nobody.status_code, nobody.headers["location"]) == (303, "/aanmelden/casework")
    for role in (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH):
        assert (await (await browsers(role, contact="c-1")).open(f"{FIGURES}?als=csv")).status == 403

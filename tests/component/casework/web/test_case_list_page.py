"""`/dossiers`: cases by state and type, and by what is looked for."""

from typing import Any

import pytest
from tests.component.casework.harness import Harness, contact, level_reached

from .browsers import Browser, opened


@pytest.fixture
async def cases(harness: Harness) -> list[dict[str, Any]]:
    """Three cases, the second closed."""
    names = (("Amina", "Vandeputte"), ("Noah", "De Smet"), ("Zoë", "Kaya"))
    cases = [
        await opened(harness, f"P-{number}", given_name=given, family_name=family, class_name=f"{number}B")
        for number, (given, family) in enumerate(names)
    ]
    await harness.act(cases[1]["case_id"], "close", outcome="other", reason="reden")
    return cases


async def listed(browser: Browser, path: str) -> list[str]:
    return [link.removeprefix("/dossiers/") for link in (await browser.open(path)).links if "/SP-" in link]


async def test_open_cases_are_listed_the_newest_in_front(browser: Browser, cases: list[dict[str, Any]]) -> None:
    assert await listed(browser, "/dossiers") == [cases[2]["reference"], cases[0]["reference"]]


async def test_a_filter_narrows_the_list(browser: Browser, cases: list[dict[str, Any]]) -> None:
    references = [case["reference"] for case in cases]
    assert await listed(browser, "/dossiers?toestand=closed&soort=") == [references[1]]
    assert await listed(browser, "/dossiers?toestand=alle&soort=truancy") == references[::-1]
    assert await listed(browser, "/dossiers?toestand=alle&soort=not-enrolled") == []
    page = await browser.open("/dossiers?toestand=closed")
    assert page.fields("/dossiers")["toestand"] == "closed"


@pytest.mark.parametrize("query", ["toestand=asleep", "soort=nonsense", "cursor=x"])
async def test_an_address_that_makes_no_sense_is_a_page_that_says_so(browser: Browser, query: str) -> None:
    page = await browser.open(f"/dossiers?{query}")
    assert page.status == 422
    assert "Dit adres klopt niet" in page.text


async def test_who_has_a_case_is_named(harness: Harness, browser: Browser, cases: list[dict[str, Any]]) -> None:
    await harness.receive(contact("cw-2", "caseworker", name="Joris Claes"), "cw-2")
    await harness.act(cases[0]["case_id"], "assign", assignee="cw-2")
    page = await browser.open("/dossiers")
    assert "Joris Claes" in page.text
    assert "cw-2" not in page.text


@pytest.mark.parametrize("words", ["zoe", "KAYA", "2b", "zoë 2B"])
async def test_words_find_cases_by_name_and_class(browser: Browser, cases: list[dict[str, Any]], words: str) -> None:
    page = await browser.send("/dossiers/zoeken", q=words)
    assert page.status == 200
    assert [link for link in page.links if "/SP-" in link] == [f"/dossiers/{cases[2]['reference']}"]


async def test_a_whole_reference_leads_to_the_case(browser: Browser, cases: list[dict[str, Any]]) -> None:
    page = await browser.send("/dossiers/zoeken", q=f" {cases[1]['reference'].lower()} ")
    assert (page.status, page.answer.headers["Location"]) == (303, f"/dossiers/{cases[1]['reference']}")


async def test_nothing_found_says_what_to_do(browser: Browser, cases: list[dict[str, Any]]) -> None:
    page = await browser.send("/dossiers/zoeken", q="Niemand")
    assert "Niets gevonden voor “Niemand”." in page.text


@pytest.mark.parametrize("words", ["", "  ", "a b c d e f g h i j k", "x" * 101])
async def test_a_search_that_cannot_be_done_keeps_what_was_typed(browser: Browser, words: str) -> None:
    page = await browser.send("/dossiers/zoeken", q=words)
    assert page.status == 422
    assert page.fields("/dossiers/zoeken")["q"] == words
    assert 'aria-invalid="true"' in page.html


async def test_a_search_has_no_address_to_come_back_to(browser: Browser) -> None:
    assert (await browser.open("/dossiers/zoeken")).answer.url.path == "/dossiers"


async def test_lists_and_results_come_in_pages_of_50(harness: Harness, browser: Browser) -> None:
    for number in range(51):
        signal = level_reached(pupil=f"P-{number}")
        await harness.receive(signal, str(signal.person_id))
    first = await browser.open("/dossiers?toestand=new")
    [following] = [link for link in first.links if "cursor=" in link]
    assert "toestand=new" in following
    second = await browser.open(following)
    assert [page.html.count("data-open-row") for page in (first, second)] == [50, 1]
    results = await browser.send("/dossiers/zoeken", q="SP-2026")
    [cursor] = [part.split('"')[0] for part in results.html.split('name="cursor" value="')[1:]]
    rest = await browser.send("/dossiers/zoeken", q="SP-2026", cursor=cursor)
    assert [page.html.count("data-open-row") for page in (results, rest)] == [50, 1]

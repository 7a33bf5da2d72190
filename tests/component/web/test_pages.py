"""What every page has, and what becomes of problems."""

import re

import pytest

from shared.domain.roles import Role
from shared.testing.browser import SAME_SITE
from shared.web.pages import asked_for

from .conftest import Browser

FROM_ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {},
]


async def test_every_page_says_what_a_browser_may_do_with_it(browser: Browser) -> None:
    client = await browser(Role.CASEWORKER)
    for path in ("/desk", "/desk/gone", "/nowhere", "/afmelden"):
        headers = (await client.get(path)).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


async def test_a_page_has_no_style_and_no_script_of_its_own(browser: Browser) -> None:
    client = await browser(Role.CASEWORKER)
    text = (await client.get("/desk")).text
    assert "style=" not in text
    assert "<style" not in text
    assert re.findall(r"<script(?![^>]* src=)", text) == []
    assert re.findall(r" on\w+=", text) == []


async def test_what_a_page_loads_is_there_and_is_kept_for_good(browser: Browser) -> None:
    client = await browser(Role.CASEWORKER)
    addresses = re.findall(r'(?:href|src)="(/web/[^"]+)"', (await client.get("/desk")).text)
    assert len(addresses) == 3
    for address in addresses:
        answer = await client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert (await client.get("/web/another-version/flankerend.css")).status_code == 404


async def test_who_is_not_signed_in_is_led_to_it_and_the_address_does_not_say_from_where(browser: Browser) -> None:
    client = await browser()
    answer = await client.get("/desk?x=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/aanmelden/casework"
    assert client.cookies["flankerend-terug-casework"] == "%2Fdesk%3Fx%3D1"
    ended = await client.get("/aanmelden/casework/klaar")
    assert ended.headers["location"] == "/desk?x=1"


@pytest.mark.parametrize("path", ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", ""])
async def test_sign_in_leads_to_no_other_site(browser: Browser, path: str) -> None:
    client = await browser()
    client.cookies.set("flankerend-terug-casework", path.replace("\\", "%5C"), path="/aanmelden")
    assert (await client.get("/aanmelden/casework/klaar")).headers["location"] == "/"


async def test_a_part_of_a_page_says_that_nobody_is_signed_in(browser: Browser) -> None:
    client = await browser()
    answer = await client.get("/desk", headers={"X-Fragment": "1"})
    assert answer.status_code == 401
    assert "/aanmelden/casework" in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
async def test_a_form_from_another_site_is_refused(browser: Browser, headers: dict[str, str]) -> None:
    client = await browser(Role.CASEWORKER)
    answer = await client.post("/desk", data={"text": "kort"}, headers=headers)
    assert answer.status_code == 403
    assert "<html" in answer.text
    assert "Dit formulier kwam niet van deze site" in answer.text
    assert "Uw rol" not in answer.text


@pytest.mark.parametrize("headers", [SAME_SITE, {"Origin": "http://127.0.0.1:8000"}])
async def test_a_form_of_a_page_of_ours_is_taken(browser: Browser, headers: dict[str, str]) -> None:
    client = await browser(Role.CASEWORKER)
    assert (await client.post("/desk", data={"text": "kort"}, headers=headers)).status_code == 303


async def test_a_form_sent_after_the_session_ended_is_kept_and_can_be_sent_again(browser: Browser) -> None:
    client = await browser()
    answer = await client.post("/desk", data={"text": '<b>"Moeder\nbelt"</b>', "version": "3"}, headers=SAME_SITE)
    assert answer.status_code == 401
    assert '<form method="post" action="/desk">' in answer.text
    kept = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', answer.text))
    assert kept == {"text": "&lt;b&gt;&#34;Moeder\nbelt&#34;&lt;/b&gt;", "version": "3"}
    assert 'href="/aanmelden/casework" target="_blank"' in answer.text
    assert (await client.get("/aanmelden/casework/klaar")).headers["location"] == "/"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ("text=" + "a" * 70_000, "application/x-www-form-urlencoded"),
        ("text=a&" * 101, "application/x-www-form-urlencoded"),
        (b"text=\xff", "application/x-www-form-urlencoded"),
        ("", "application/x-www-form-urlencoded"),
        ('{"text": "a"}', "application/json"),
    ],
)
async def test_what_is_no_form_of_ours_leads_to_sign_in(browser: Browser, body: str | bytes, media_type: str) -> None:
    client = await browser()
    answer = await client.post("/desk", content=body, headers={**SAME_SITE, "Content-Type": media_type})
    assert (answer.status_code, answer.headers["location"]) == (303, "/aanmelden/casework")


async def test_a_form_from_elsewhere_is_not_kept(browser: Browser) -> None:
    client = await browser()
    answer = await client.post("/desk", data={"text": "kort"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "kort" not in answer.text


async def test_a_wrong_form_keeps_what_was_typed(browser: Browser) -> None:
    client = await browser(Role.CASEWORKER)
    answer = await client.post("/desk", data={"text": "veel te lang voor hier"}, headers=SAME_SITE)
    assert answer.status_code == 422
    assert answer.text == "veel te lang voor hier; Gebruik hoogstens 10 tekens."


async def test_another_role_and_what_is_not_there_get_a_page_in_dutch(browser: Browser) -> None:
    counsellor, caseworker = await browser(Role.COUNSELLOR), await browser(Role.CASEWORKER)
    forbidden, gone = await counsellor.get("/desk"), await caseworker.get("/desk/gone")
    assert (forbidden.status_code, gone.status_code) == (403, 404)
    assert "Dit is niet voor u" in forbidden.text
    assert "Niet gevonden" in gone.text


async def test_what_is_wrong_leads_to_where_the_role_begins(browser: Browser) -> None:
    starts = {Role.COORDINATOR: "/", Role.CLB: "/dossiers", Role.OPERATOR: "/beheer"}
    for role, start in starts.items():
        answer = await (await browser(role)).get("/desk")
        assert answer.status_code == 403
        assert f'<a href="{start}">Naar het begin</a>' in answer.text


async def test_a_page_that_is_nowhere_has_the_navigation_of_who_is_signed_in(browser: Browser) -> None:
    signed_in = await (await browser(Role.CASEWORKER)).get("/nergens")
    nobody = await (await browser()).get("/nergens")
    assert (signed_in.status_code, nobody.status_code) == (404, 404)
    assert ("Hoofdnavigatie" in signed_in.text, "Hoofdnavigatie" in nobody.text) == (True, False)


async def test_of_many_entries_of_the_navigation_the_seldom_ones_are_folded_away(browser: Browser) -> None:
    many = await (await browser(Role.CASEWORKER)).get("/desk")
    few = await (await browser(Role.OPERATOR)).get("/nergens")
    row, _, folded = many.text.partition("<summary>Meer</summary>")
    assert ('href="/dossiers"' in row, 'href="/directory"' in row, 'href="/directory"' in folded) == (True, False, True)
    assert "<summary>Meer</summary>" not in few.text


async def test_a_name_from_the_issuer_is_shown_as_text(browser: Browser) -> None:
    client = await browser(Role.CASEWORKER, name="<b>An</b> & Co")
    text = (await client.get("/desk")).text
    assert "&lt;b&gt;An&lt;/b&gt; &amp; Co" in text


async def test_without_an_issuer_sign_in_says_that_it_is_not_there(browser: Browser) -> None:
    client = await browser()
    answer = await client.get("/aanmelden/casework")
    assert answer.status_code == 503
    assert "Aanmelden is nog niet ingesteld" in answer.text


def test_the_way_back_has_the_query() -> None:
    assert asked_for({"path": "/x", "query_string": b""}) == "/x"
    assert asked_for({"path": "/x", "query_string": b"a=1"}) == "/x?a=1"

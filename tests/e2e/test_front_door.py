"""People come in by one address: sign-in once for all services, sign-out of all, and links of mails."""

import time
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import asyncpg
import httpx
import pytest
from lxml import html

from shared.local.home import SERVICES
from shared.local.issuer.people import by_role, people
from shared.local.state import StackState
from shared.web.places import POLICY

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

BROWSER = {"Accept": "text/html"}
FROM_A_PAGE_OF_OURS = {"Sec-Fetch-Site": "same-origin"}
PERSONS = [persons[0] for persons in by_role(people(None)).values()]
CASEWORKER = PERSONS[0].subject
BEGINNINGS = ("/", "/dossiers", "/beheer", POLICY)
"""Where people are led to: their worklist, the cases, how the services do, the policy; a school, to its own pages."""


@pytest.fixture
async def browser(stack):
    """A browser without script: it keeps cookies and goes where it is led."""
    async with httpx.AsyncClient(base_url=stack.web_url, headers=BROWSER, timeout=30, follow_redirects=True) as client:
        client.stack = stack
        yield client


async def sign_in(browser, person=CASEWORKER):
    answer = await browser.get(f"/aanmelden/casework?als={person}")
    place = urlsplit(str(answer.url)).path
    assert place in BEGINNINGS or place.startswith("/school/")
    return answer


async def is_signed_in(browser, service):
    """Whether the token that the browser has is that of a session."""
    token = browser.cookies.get(f"flankerend-{service}")
    return token is not None and digest(token) in await sessions_of(browser.stack, service)


def digest(token):
    return sha256(token.encode()).digest()


async def sessions_of(stack, service):
    """The hashes of the tokens of a service's sessions."""
    database = StackState.read(stack.home.state).databases[service]
    connection = await asyncpg.connect(database, password=stack.secrets.service_role)
    try:
        return {row["token_hash"] for row in await connection.fetch("SELECT token_hash FROM web_session")}
    finally:
        await connection.close()


async def sign_out(browser):
    return await browser.post("/afmelden/casework", headers=FROM_A_PAGE_OF_OURS)


def asked_of(answer):
    """What a redirect says in its query."""
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


@pytest.mark.parametrize("person", PERSONS, ids=lambda person: str(person.role))
async def test_one_sign_in_opens_all_services_to_each_role(browser, person):
    page = await sign_in(browser, person.subject)

    assert [await is_signed_in(browser, service) for service in SERVICES] == [True] * len(SERVICES)
    assert person.name in page.text
    assert page.status_code == 200 or person.role not in ("caseworker", "coordinator")


async def test_after_sign_in_the_page_is_there_that_was_asked_for(browser):
    asked = "/?limit=5"
    chooser = await browser.get(asked)
    (form,) = html.fromstring(chooser.text).forms

    sent = {**dict(form.fields), "person": CASEWORKER}
    page = await browser.post(form.action, data=sent, headers=FROM_A_PAGE_OF_OURS)

    assert page.url.raw_path.decode() == asked


async def test_sign_out_at_one_service_ends_the_sessions_of_all_within_five_seconds(browser, stack):
    await sign_in(browser)
    tokens = {service: digest(browser.cookies[f"flankerend-{service}"]) for service in SERVICES}
    assert [tokens[service] in await sessions_of(stack, service) for service in SERVICES] == [True] * len(SERVICES)
    began = time.monotonic()

    page = await sign_out(browser)

    assert "U bent afgemeld" in page.text
    assert [tokens[service] in await sessions_of(stack, service) for service in SERVICES] == [False] * len(SERVICES)
    assert time.monotonic() - began < 5


async def test_sign_out_in_one_browser_leaves_another_one_alone(browser, stack):
    await sign_in(browser)
    async with httpx.AsyncClient(base_url=stack.web_url, headers=BROWSER, follow_redirects=True) as other:
        await sign_in(other)
        await sign_out(other)

    assert await is_signed_in(browser, "attendance")


async def test_a_silent_sign_in_of_nobody_comes_back_without_a_question(browser):
    page = await browser.get("/aanmelden/attendance/stil?voor=casework")

    assert not await is_signed_in(browser, "attendance")
    assert "Kies wie u bent" in page.text  # at its end the round comes to a page of casework, and that asks


async def test_an_answer_that_nobody_asked_for_signs_nobody_in(browser):
    begun = await browser.get(f"/aanmelden/casework?als={CASEWORKER}", follow_redirects=False)
    answer = await browser.get(begun.headers["location"], follow_redirects=False)
    code = asked_of(answer)["code"]

    refused = await browser.get(f"/aanmelden/casework/terug?code={code}&state=guessed")

    assert refused.status_code == 400
    assert "Aanmelden is niet gelukt" in refused.text
    assert not await is_signed_in(browser, "casework")


async def test_an_answer_is_good_once(browser):
    begun = await browser.get(f"/aanmelden/casework?als={CASEWORKER}", follow_redirects=False)
    answer = await browser.get(begun.headers["location"], follow_redirects=False)
    cookies = dict(browser.cookies)
    await browser.get(answer.headers["location"], follow_redirects=False)

    browser.cookies.clear()
    browser.cookies.update(cookies)
    again = await browser.get(answer.headers["location"], follow_redirects=False)

    assert again.status_code == 400
    assert not await is_signed_in(browser, "casework")


async def test_an_answer_to_another_browser_is_no_sign_in(browser, stack):
    begun = await browser.get(f"/aanmelden/casework?als={CASEWORKER}", follow_redirects=False)
    answer = await browser.get(begun.headers["location"], follow_redirects=False)

    async with httpx.AsyncClient(base_url=stack.web_url, headers=BROWSER) as other:
        assert (await other.get(answer.headers["location"])).status_code == 400


async def test_people_sign_in_and_out_with_the_new_key_of_an_issuer_that_was_restarted(browser, stack):
    await sign_in(browser)
    await stack.kill("issuer")
    await stack.back("issuer")

    assert await is_signed_in(browser, "notifications")
    await sign_in(browser, PERSONS[1].subject)
    assert await is_signed_in(browser, "notifications")
    await stack.kill("issuer")
    await stack.back("issuer")
    await sign_out(browser)
    assert not any([await is_signed_in(browser, service) for service in SERVICES])


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}])
async def test_a_form_of_another_site_signs_nobody_out(browser, headers):
    await sign_in(browser)

    assert (await browser.post("/afmelden/casework", headers=headers)).status_code == 403
    assert await is_signed_in(browser, "casework")


async def test_an_api_is_at_the_same_address_for_those_with_a_token(browser, stack):
    token = {"Authorization": f"Bearer {stack.token('coordinator')}", "Accept": "application/json"}

    for service, path in (("casework", "/cases"), ("consultation", "/meetings"), ("attendance", "/signals")):
        assert "items" in (await browser.get(f"/api/{service}{path}", headers=token)).json()
        assert (await browser.get(f"/api/{service}{path}")).status_code == 401


async def test_a_session_opens_no_api(browser):
    await sign_in(browser)

    assert (await browser.get("/api/casework/cases")).status_code == 401


async def test_the_docs_page_names_the_address_below_which_it_is(browser):
    page = await browser.get("/api/consultation/docs")

    assert page.status_code == 200
    assert (await browser.get("/api/consultation/docs/start.js")).status_code == 200
    assert (await browser.get("/api/consultation/openapi.json")).json()["info"]["title"] == "Flankerend consultation"


async def test_the_logs_of_proxy_and_issuer_hold_nobody(browser, stack):
    await sign_in(browser)
    await browser.get("/leerlingen/125001/9990004242?naam=Verzonnen")
    await browser.get("/aanmelddienst/authorize?login_hint=9990004242")

    for part in ("front", "issuer"):
        log = stack.home.log(part).read_text()
        assert "9990004242" not in log
        assert "Verzonnen" not in log
        assert CASEWORKER not in log

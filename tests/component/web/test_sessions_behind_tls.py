"""What a browser gets to keep where people reach the pages over TLS alone, and what it is worth after its end."""

from collections.abc import AsyncIterator
from http.cookies import Morsel, SimpleCookie

import httpx
import pytest
import pytest_asyncio
import sqlalchemy as sa

from shared.domain.roles import Role
from shared.testing.browser import SAME_SITE, signed_in
from shared.web.session.table import web_session

from .front import Front, front_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

BEHIND_TLS = {
    "FLANKEREND_WEB_URL": "https://leerplicht.example",
    "FLANKEREND_SIGN_IN_ISSUER": "http://127.0.0.1:9",
    "FLANKEREND_SIGN_IN_CLIENT_SECRET": "a secret of at least thirty-two bytes",
}
INSIDE = {"attendance": "/leerlingen/123456/42", "casework": "/dossiers", "consultation": "/overleg"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def front(postgres: str) -> AsyncIterator[Front]:
    """The services as they are behind TLS, with an issuer that is away."""
    async with front_on(postgres, **BEHIND_TLS) as front:
        yield front


async def browser(front: Front, service: str, *roles: Role) -> httpx.AsyncClient:
    """A browser that reached the service over TLS."""
    behind = front.services[service]
    cookies = await signed_in(behind.engine, service, behind.settings, *roles) if roles else None
    transport = httpx.ASGITransport(behind.app, raise_app_exceptions=False)
    return await front.stack.enter_async_context(
        httpx.AsyncClient(
            transport=transport, base_url="https://leerplicht.example", headers=SAME_SITE, cookies=cookies
        )
    )


def kept(answer: httpx.Response) -> list[Morsel[str]]:
    """The cookies that an answer sets."""
    return [morsel for line in answer.headers.get_list("set-cookie") for morsel in SimpleCookie(line).values()]


async def turn_back(front: Front, service: str, column: str, interval: str) -> None:
    async with front.services[service].engine.begin() as connection:
        await connection.execute(sa.text(f"UPDATE web_session SET {column} = {column} - INTERVAL '{interval}'"))


async def test_a_session_is_for_this_host_over_tls_and_for_no_script(front: Front) -> None:
    for service, behind in front.services.items():
        assert behind.sessions.cookie == f"__Host-flankerend-{service}"
        response = await (await browser(front, service, Role.CASEWORKER)).post(f"/afmelden/{service}")
        (ended,) = [morsel for morsel in kept(response) if morsel.key == behind.sessions.cookie]
        assert (ended["path"], ended["domain"], ended["samesite"]) == ("/", "", "lax")
        assert (ended["secure"], ended["httponly"], ended["max-age"]) == (True, True, "0")


async def test_a_browser_that_signs_out_keeps_the_token_of_no_service(front: Front) -> None:
    """The issuer that tells the other services may be away."""
    names = {behind.sessions.cookie for behind in front.services.values()}
    for service in front.services:
        answer = await (await browser(front, service, Role.CASEWORKER)).post(f"/afmelden/{service}")
        ended = {morsel.key for morsel in kept(answer) if (morsel["max-age"], morsel["path"]) == ("0", "/")}
        assert (service, ended) == (service, names)


async def test_whatever_else_is_kept_goes_over_tls_alone(front: Front) -> None:
    for service, path in INSIDE.items():
        answers = [
            await (await browser(front, service)).get(address)
            for address in (path, f"/aanmelden/{service}/klaar", f"/aanmelden/{service}/terug?code=x&state=y")
        ]
        answers.append(await (await browser(front, service)).get(f"/aanmelden/{service}/stil?voor=casework"))
        morsels = [morsel for answer in answers for morsel in kept(answer)]
        assert len(morsels) >= 4
        for morsel in morsels:
            assert (morsel.key, morsel["secure"], morsel["httponly"]) == (morsel.key, True, True)
            assert (morsel.key, morsel["samesite"], morsel["path"]) == (morsel.key, "lax", "/aanmelden")


async def test_who_is_signed_in_and_goes_back_to_the_sign_in_sees_no_failure(front: Front) -> None:
    for service in front.services:
        for roles, status in (((Role.CASEWORKER,), 303), ((), 400)):
            client = await browser(front, service, *roles)
            answer = await client.get(f"/aanmelden/{service}/terug?code=used&state=used")
            assert (service, answer.status_code) == (service, status)
            assert answer.headers.get("location", "/") == "/"


async def test_a_session_without_the_prefix_is_none(front: Front) -> None:
    client = await browser(front, "casework", Role.CASEWORKER)
    assert (await client.get("/dossiers")).status_code == 200
    token = client.cookies["__Host-flankerend-casework"]
    other = await browser(front, "casework")
    other.cookies.set("flankerend-casework", token)
    assert (await other.get("/dossiers")).status_code == 303


@pytest.mark.parametrize("service", INSIDE)
async def test_a_browser_that_signed_out_opens_nothing_with_what_it_had(front: Front, service: str) -> None:
    client = await browser(front, service, Role.CASEWORKER)
    had = dict(client.cookies)
    assert (await client.get(INSIDE[service])).status_code in (200, 404)
    await client.post(f"/afmelden/{service}")
    client.cookies.update(had)
    assert (await client.get(INSIDE[service])).headers["location"] == f"/aanmelden/{service}"
    assert (await client.get(INSIDE[service], headers={"X-Fragment": "1"})).status_code == 401
    assert (await client.post(f"/afmelden/{service}")).status_code == 303


@pytest.mark.parametrize("service", INSIDE)
@pytest.mark.parametrize(("column", "before", "after"), [("seen_at", "29", "31"), ("began_at", "599", "601")])
async def test_a_session_that_ended_by_itself_opens_nothing(
    front: Front, service: str, column: str, before: str, after: str
) -> None:
    client = await browser(front, service, Role.CASEWORKER)
    for minutes, opens in ((before, True), (after, False)):
        await turn_back(front, service, column, f"{minutes} minutes")
        answer = await client.get(INSIDE[service])
        assert (minutes, answer.status_code != 303) == (minutes, opens)
        async with front.services[service].engine.begin() as connection:
            await connection.execute(sa.update(web_session).values(began_at=sa.func.now(), seen_at=sa.func.now()))

"""Sessions of browsers: who they open pages to, and when they end."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.tokens import bearer

from shared.domain.roles import Role
from shared.runtime.http.principal import Principal
from shared.testing.browser import SAME_SITE
from shared.web.session.sessions import SignedIn, WebSessions
from shared.web.session.table import web_session

from .conftest import Browser


def somebody(subject: str = "u-1", issuer_session: str | None = None) -> SignedIn:
    principal = Principal(subject, frozenset({Role.CLB}), None, "clb-1")
    return SignedIn(principal, "An Voorbeeld", issuer_session, "an.id.token")


async def began(sessions: WebSessions, signed_in: SignedIn) -> dict[str, str]:
    return {sessions.cookie: await sessions.begin(signed_in, instead_of=None)}


async def turn_back(engine: AsyncEngine, column: str, interval: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(sa.text(f"UPDATE web_session SET {column} = {column} - INTERVAL '{interval}'"))


async def test_a_session_says_who_signed_in(sessions: WebSessions) -> None:
    cookies = await began(sessions, somebody())
    assert await sessions.principal(cookies) == Principal("u-1", frozenset({Role.CLB}), None, "clb-1", "An Voorbeeld")
    assert await sessions.principal({sessions.cookie: "another"}) is None
    assert await sessions.principal({}) is None


async def test_a_session_of_a_partner_keeps_the_organisation(sessions: WebSessions) -> None:
    partner = Principal("u-2", frozenset({Role.PARTNER}), name="An Voorbeeld", organisation="de-boomgaard")
    cookies = await began(sessions, SignedIn(partner, "An Voorbeeld", None, "an.id.token"))
    assert await sessions.principal(cookies) == partner


async def test_the_database_has_no_token_that_opens_a_page(sessions: WebSessions, engine: AsyncEngine) -> None:
    (token,) = (await began(sessions, somebody())).values()
    async with engine.connect() as connection:
        (row,) = await connection.execute(sa.select(web_session))
    assert token not in repr(row)
    assert token.encode() not in row.token_hash


async def test_a_session_ends_when_it_was_not_used_for_half_an_hour(sessions: WebSessions, engine: AsyncEngine) -> None:
    cookies = await began(sessions, somebody())
    await turn_back(engine, "seen_at", "29 minutes")
    assert await sessions.principal(cookies)
    await turn_back(engine, "seen_at", "29 minutes")
    assert await sessions.principal(cookies), "the use before began the half hour anew"
    await turn_back(engine, "seen_at", "31 minutes")
    assert await sessions.principal(cookies) is None


async def test_a_session_ends_after_ten_hours_however_it_is_used(sessions: WebSessions, engine: AsyncEngine) -> None:
    cookies = await began(sessions, somebody())
    await turn_back(engine, "began_at", "601 minutes")
    assert await sessions.principal(cookies) is None


async def test_what_has_ended_by_itself_is_removed(sessions: WebSessions, engine: AsyncEngine) -> None:
    await began(sessions, somebody("u-1"))
    await turn_back(engine, "seen_at", "31 minutes")
    lives = await began(sessions, somebody("u-2"))
    await sessions.purge()
    async with engine.connect() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(web_session)) == 1
    assert await sessions.principal(lives)


async def test_a_new_sign_in_ends_the_session_the_browser_had(sessions: WebSessions) -> None:
    before = await began(sessions, somebody())
    after = {sessions.cookie: await sessions.begin(somebody(), instead_of=before[sessions.cookie])}
    assert await sessions.principal(before) is None
    assert await sessions.principal(after)


async def test_the_issuer_ends_the_sessions_of_one_sign_in_or_of_a_person(sessions: WebSessions) -> None:
    desk = await began(sessions, somebody("u-1", "at-the-desk"))
    phone = await began(sessions, somebody("u-1", "on-the-phone"))
    other = await began(sessions, somebody("u-2", "of-another"))
    assert await sessions.end_all(issuer_session="at-the-desk", subject="u-1") == 1
    assert await sessions.principal(desk) is None
    assert await sessions.principal(phone)
    assert await sessions.end_all(issuer_session=None, subject="u-1") == 1
    assert await sessions.principal(phone) is None
    assert await sessions.principal(other)


async def test_a_signed_out_browser_opens_nothing(browser: Browser) -> None:
    client = await browser(Role.CASEWORKER)
    assert (await client.get("/desk")).status_code == 200
    signed_out = await client.post("/afmelden/casework", headers=SAME_SITE)
    assert signed_out.status_code == 303
    assert signed_out.headers["location"] == "/afmelden"
    assert "Max-Age=0" in signed_out.headers["set-cookie"]
    assert (await client.get("/desk")).headers["location"] == "/aanmelden/casework"


async def test_a_session_opens_no_endpoint_and_a_token_no_page(browser: Browser) -> None:
    """Another site can have a browser send its cookies; a bearer token it cannot."""
    signed_in, nobody = await browser(Role.CASEWORKER), await browser()
    answer = await signed_in.post("/notes", json={"text": "kort"}, headers={"Accept": "*/*"})
    assert answer.status_code == 401
    answer = await nobody.get("/desk", headers=bearer("caseworker"))
    assert answer.headers["location"] == "/aanmelden/casework"

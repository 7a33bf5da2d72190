"""A small service with pages, over real PostgreSQL, and browsers in which somebody is signed in."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.tokens import SECRET

from shared.domain.roles import Role
from shared.runtime.database import create_engine
from shared.runtime.health import Health
from shared.runtime.http.app import create_app
from shared.runtime.idempotency_table import idempotency_keys
from shared.runtime.settings import ServiceSettings
from shared.testing.browser import signed_in
from shared.testing.databases import Databases
from shared.web.assets import assets_router
from shared.web.pages import Pages
from shared.web.session.sessions import WebSessions
from shared.web.session.sign_in import sign_in_router
from shared.web.session.sign_out import sign_out_router
from shared.web.session.table import web_session

from .desk import desk_router
from .front import Front, front_on

SERVICE = "casework"

Browser = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture(scope="session")
def database(postgres: str) -> Iterator[str]:
    """URL of one database for all these tests; each begins with an empty schema."""
    databases = Databases(postgres)
    yield asyncio.run(databases.create())
    asyncio.run(databases.take_back())


@pytest.fixture
async def engine(database: str) -> AsyncIterator[AsyncEngine]:
    """A database with the tables of sessions and of Idempotency-Keys."""
    engine = create_engine(database)
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
        await connection.run_sync(idempotency_keys.metadata.create_all)
        await connection.run_sync(web_session.metadata.create_all)
    yield engine
    await engine.dispose()


@pytest.fixture
def settings(engine: AsyncEngine) -> ServiceSettings:
    """Settings of the small service; nobody can sign in, but sessions can be made."""
    url = engine.url.render_as_string(hide_password=False)
    return ServiceSettings.model_validate({"database_url": url, "FLANKEREND_TOKEN_SECRET": SECRET})


@pytest.fixture
def sessions(engine: AsyncEngine, settings: ServiceSettings) -> WebSessions:
    """The sessions of the small service."""
    return WebSessions(engine, SERVICE, settings)


@pytest.fixture
def app(settings: ServiceSettings, engine: AsyncEngine, sessions: WebSessions) -> FastAPI:
    """The small service."""
    pages = Pages(SERVICE, settings)
    return create_app(
        SERVICE,
        settings,
        engine=engine,
        routers=[
            desk_router(pages),
            sign_in_router(SERVICE, None, sessions=sessions, pages=pages),
            sign_out_router(SERVICE, None, sessions=sessions, pages=pages),
            assets_router(),
        ],
        health=Health(),
        sessions=sessions,
        problem_page=pages.problem,
        page_headers=pages.headers,
    )


@pytest.fixture
async def browser(app: FastAPI, engine: AsyncEngine, settings: ServiceSettings) -> AsyncIterator[Browser]:
    """``await browser(Role.CASEWORKER)``: a browser in which such a person is signed in; without roles nobody is."""
    opened: list[httpx.AsyncClient] = []

    async def open_browser(*roles: Role, name: str | None = None) -> httpx.AsyncClient:
        cookies = await signed_in(engine, SERVICE, settings, *roles, name=name) if roles else None
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="http://127.0.0.1:8000",
            headers={"Accept": "text/html"},
            cookies=cookies,
        )
        opened.append(client)
        return client

    yield open_browser
    for client in opened:
        await client.aclose()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def front(postgres: str) -> AsyncIterator[Front]:
    """The four services with nothing in their databases; the tests of a module share them and leave nothing there."""
    async with front_on(postgres) as front:
        yield front

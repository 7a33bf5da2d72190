"""A small service of the tests' own: every kind of route, over real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.tokens import SECRET, bearer

from shared.runtime.database import create_engine
from shared.runtime.health import Health
from shared.runtime.http.app import create_app
from shared.runtime.idempotency_table import idempotency_keys
from shared.runtime.settings import ServiceSettings
from shared.testing.databases import Databases
from shared.testing.logs import Logs, captured_logs

from .shelf import Shelf

Authorized = Callable[..., dict[str, str]]


@pytest.fixture
def logs() -> Iterator[Logs]:
    """What is logged during the test."""
    with captured_logs("shelf") as captured:
        yield captured


@pytest.fixture
def authorized() -> Authorized:
    """``authorized("clb", contact="c-1")``: the header of a token with those roles and claims."""

    def header(*roles: str, **claims: Any) -> dict[str, str]:
        return bearer(*(roles or ("caseworker",)), **claims)

    return header


@pytest.fixture(scope="session")
def database(postgres: str) -> Iterator[str]:
    """URL of one database for all these tests; each begins with an empty schema."""
    databases = Databases(postgres)
    yield asyncio.run(databases.create())
    asyncio.run(databases.take_back())


@pytest.fixture
async def engine(database: str) -> AsyncIterator[AsyncEngine]:
    """A database with the table of Idempotency-Keys and nothing else."""
    engine = create_engine(database)
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
        await connection.run_sync(idempotency_keys.metadata.create_all)
    yield engine
    await engine.dispose()


@pytest.fixture
def settings(engine: AsyncEngine) -> ServiceSettings:
    """Settings of the small service."""
    url = engine.url.render_as_string(hide_password=False)
    return ServiceSettings.model_validate({"database_url": url, "FLANKEREND_TOKEN_SECRET": SECRET})


@pytest.fixture
def health() -> Health:
    """The health of the small service; not ready yet."""
    return Health()


@pytest.fixture
def shelf(engine: AsyncEngine) -> Shelf:
    """What the small service does."""
    return Shelf(engine)


@pytest.fixture
def app(settings: ServiceSettings, engine: AsyncEngine, health: Health, shelf: Shelf) -> FastAPI:
    """The small service."""
    return create_app("shelf", settings, engine=engine, routers=[shelf.router()], health=health)


@pytest.fixture
async def client(app: FastAPI, logs: Logs, authorized: Authorized) -> AsyncIterator[httpx.AsyncClient]:
    """A caseworker's client of the small service."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://shelf", headers=authorized()) as client:
        yield client

"""Databases of a test's own, copied from a template that holds a service's migrations."""

import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg

from shared.service.migrating import migrate
from shared.testing.background import in_background
from shared.testing.blank import Blank, is_alone
from shared.testing.parts import run_folder, run_id

_MIGRATING = 0x666C616E6B  # advisory lock: one worker makes a template, the others wait for it

_TEMPLATES_MADE = "templates-made"


# Of this process: databases that wait for their next test, and what each service's are like when nobody used them.
_idle: dict[tuple[str, str | None], list[str]] = defaultdict(list)
_blanks: dict[tuple[str, str | None], Blank] = {}
# What empties a database stays connected to it: a new connection has to learn of all tables first.
_cleaners: dict[str, asyncpg.Connection] = {}


class Databases:
    """Makes databases on one server and takes them back.

    A database that was taken back is emptied and given to a later test. Making a database is the dearest part of most
    tests. A database in which somebody stayed gets another name, which he does not know. A service's database is
    dropped if a test changed more than its rows.
    """

    def __init__(self, admin_url: str) -> None:
        self._admin_url = admin_url
        self._given: dict[str, str | None] = {}

    async def create(self, service: str | None = None) -> str:
        """URL (``postgresql+asyncpg://``) of a fresh database: empty, or with the migrations of ``service``."""
        idle = _idle[self._admin_url, service]
        name = idle.pop() if idle else await self._make(service)
        self._given[name] = service
        return self._url(name).replace("postgresql://", "postgresql+asyncpg://", 1)

    async def take_back(self) -> None:
        """End the use of all that this object gave, also under the feet of connections that were left open."""
        while self._given:
            name, service = self._given.popitem()
            if kept := await in_background(self._emptied(name, service)):
                _idle[self._admin_url, service].append(kept)

    async def _make(self, service: str | None) -> str:
        name = _new_name()
        async with _connected(self._admin_url) as admin:
            template = await self._template(admin, service) if service else "template0"
            await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY wal_log')
        if (self._admin_url, service) not in _blanks:
            async with _connected(self._url(name)) as connection:
                _blanks[self._admin_url, service] = await Blank.of(connection)
        return name

    async def _emptied(self, name: str, service: str | None) -> str | None:
        """The name of the database for a later test; None if it was dropped."""
        try:
            cleaner = _cleaners.pop(name, None) or await asyncpg.connect(self._url(name))
            keeps_its_name = await is_alone(cleaner)
            is_fit = await _blanks[self._admin_url, service].restore(cleaner)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            is_fit = keeps_its_name = False
        if is_fit and keeps_its_name:
            _cleaners[name] = cleaner
            return name
        async with _connected(self._admin_url) as admin:
            if not is_fit:
                await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                return None
            await cleaner.close()
            new = _new_name()
            await admin.execute(f'ALTER DATABASE "{name}" RENAME TO "{new}"')
            return new

    async def _template(self, admin: asyncpg.Connection, service: str) -> str:
        name = f"test_{run_id()}_template_{service}"
        await admin.execute("SELECT pg_advisory_lock($1)", _MIGRATING)
        try:
            if not await admin.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
                unfinished = f"{name}_new"
                await admin.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
                await admin.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE template0')
                (run_folder() / _TEMPLATES_MADE).touch()
                await _migrate(service, self._url(unfinished))
                await admin.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
        finally:
            await admin.execute("SELECT pg_advisory_unlock($1)", _MIGRATING)
        return name

    def _url(self, database: str) -> str:
        return urlsplit(self._admin_url)._replace(path=f"/{database}").geturl()


def _new_name() -> str:
    return f"test_{run_id()}_{uuid4().hex[:12]}"


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def drop_templates(admin_url: str) -> None:
    """Drop the run's templates, and whatever databases its tests left, from a server that outlives the run."""
    if not (run_folder() / _TEMPLATES_MADE).exists():
        return
    async with _connected(admin_url) as admin:
        left = await admin.fetch("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", f"test_{run_id()}_")
        for row in left:
            await admin.execute(f'DROP DATABASE IF EXISTS "{row["datname"]}" WITH (FORCE)')


async def _migrate(service: str, url: str) -> None:
    """As the service's own command does; a process of its own for that would import the service once more."""
    migrations: Path = import_module(f"{service}.app").MIGRATIONS
    libraries = logging.getLogger("alembic")
    level = libraries.level
    libraries.setLevel(logging.WARNING)  # the test for which this is done may look at all that is logged
    try:
        await migrate(url.replace("postgresql://", "postgresql+asyncpg://", 1), migrations)
    finally:
        libraries.setLevel(level)

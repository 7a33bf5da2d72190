"""Databases of a test's own, copied from a template that holds a service's migrations."""

import asyncio
import os
import subprocess
import sys
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg

from shared.testing.parts import run_folder, run_id

_MIGRATING = 0x666C616E6B  # advisory lock: one worker makes a template, the others wait for it

_TEMPLATES_MADE = "templates-made"


class MigrationError(RuntimeError):
    """A service's migrations did not run on an empty database; the text is the command's."""


class Databases:
    """Makes databases on one server and drops them again."""

    def __init__(self, admin_url: str) -> None:
        self._admin_url = admin_url
        self._made: list[str] = []

    async def create(self, service: str | None = None) -> str:
        """URL (``postgresql+asyncpg://``) of a fresh database: empty, or with the migrations of ``service``."""
        name = f"test_{run_id()}_{uuid4().hex[:12]}"
        admin = await asyncpg.connect(self._admin_url)
        try:
            template = await self._template(admin, service) if service else "template0"
            await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY wal_log')
        finally:
            await admin.close()
        self._made.append(name)
        return self._url(name).replace("postgresql://", "postgresql+asyncpg://", 1)

    async def drop_all(self) -> None:
        """Drop what this object made, also under the feet of connections that were left open."""
        admin = await asyncpg.connect(self._admin_url)
        try:
            while self._made:
                await admin.execute(f'DROP DATABASE IF EXISTS "{self._made.pop()}" WITH (FORCE)')
        finally:
            await admin.close()

    async def _template(self, admin: asyncpg.Connection, service: str) -> str:
        name = f"test_{run_id()}_template_{service}"
        await admin.execute("SELECT pg_advisory_lock($1)", _MIGRATING)
        try:
            if not await admin.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
                unfinished = f"{name}_new"
                await admin.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
                await admin.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE template0')
                (run_folder() / _TEMPLATES_MADE).touch()
                await asyncio.to_thread(_migrate, service, self._url(unfinished))
                await admin.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
        finally:
            await admin.execute("SELECT pg_advisory_unlock($1)", _MIGRATING)
        return name

    def _url(self, database: str) -> str:
        return urlsplit(self._admin_url)._replace(path=f"/{database}").geturl()


async def drop_templates(admin_url: str) -> None:
    """Drop the run's templates, and whatever databases its tests left, from a server that outlives the run."""
    if not (run_folder() / _TEMPLATES_MADE).exists():
        return
    admin = await asyncpg.connect(admin_url)
    try:
        left = await admin.fetch("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", f"test_{run_id()}_")
        for row in left:
            await admin.execute(f'DROP DATABASE IF EXISTS "{row["datname"]}" WITH (FORCE)')
    finally:
        await admin.close()


def _migrate(service: str, url: str) -> None:
    """The service's own command, so that a test's database is what a deployment's is."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", service, "migrate"],
        env={**os.environ, "DATABASE_URL": url, "FLANKEREND_TOKEN_SECRET": "of no use here, only required to start"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode != 0:
        raise MigrationError(f"{service}: {done.stderr[-4000:]}{done.stdout[-4000:]}")

"""The database's tables: brought to the newest version by ``migrate``, waited for by ``serve``."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, pool
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from shared.runtime.logging import get_logger

_POLL_S = 0.5
_LOCK = 0x0F1A_4E4F  # one migration at a time per database


def config(migrations: Path) -> Config:
    """Alembic's configuration for a service's ``migrations`` folder."""
    alembic = Config()
    alembic.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return alembic


async def migrate(url: str, migrations: Path) -> str:
    """Bring the database to the newest version; that version. Raises the database's error."""
    engine = create_async_engine(url, poolclass=pool.NullPool, hide_parameters=True)
    try:
        async with engine.begin() as connection:
            await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            await connection.run_sync(_upgrade, migrations)
    finally:
        await engine.dispose()
    return newest(migrations)


async def wait_until_current(engine: AsyncEngine, migrations: Path) -> None:
    """Return once the database is at the newest version; until then it may be away or being migrated."""
    wanted, attempt = newest(migrations), 1
    while True:
        try:
            async with engine.connect() as connection:
                if await connection.run_sync(_version) == wanted:
                    return
                get_logger().warning("database.outdated", attempt=attempt)
        except (DBAPIError, OSError) as error:
            get_logger().warning("database.lost", attempt=attempt, exc_info=error)
        attempt += 1
        await asyncio.sleep(min(_POLL_S * attempt, 5.0))


def newest(migrations: Path) -> str:
    """The newest version there is."""
    head = ScriptDirectory.from_config(config(migrations)).get_current_head()
    if head is None:
        raise RuntimeError("there are no migrations")
    return head


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection, migrations: Path) -> None:
    alembic = config(migrations)
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, "head")

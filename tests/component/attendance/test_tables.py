"""The migrations make the tables the code knows, and can be undone."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from attendance.app import MIGRATIONS
from attendance.storage.tables import metadata
from shared.runtime.database import create_engine
from shared.service.migrating import config


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"include_object": _is_no_index})
    return list(compare_metadata(context, metadata))


def _is_no_index(_object: object, _name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return kind in ("table", "column")


def _undo(connection: Connection, migrations: Path) -> None:
    alembic = config(migrations)
    alembic.attributes["connection"] = connection
    command.downgrade(alembic, "base")


async def test_the_tables_are_those_the_code_knows(create_database: Callable[..., Awaitable[str]]) -> None:
    engine = create_engine(await create_database("attendance"))
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await engine.dispose()


async def test_the_migrations_can_be_undone(create_database: Callable[..., Awaitable[str]]) -> None:
    engine = create_engine(await create_database("attendance"))
    async with engine.begin() as connection:
        await connection.run_sync(_undo, MIGRATIONS)
        left = await connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        assert left.scalars().all() == ["alembic_version"]
    await engine.dispose()

"""The migrations make the tables the code knows, and can be undone."""

from collections.abc import Awaitable, Callable
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from attendance.app import MIGRATIONS
from attendance.tables import metadata
from shared.runtime.database import create_engine
from shared.service.migrating import config


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"include_object": _is_no_index})
    return list(compare_metadata(context, metadata))


def _is_no_index(_object: object, _name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return kind in ("table", "column")


def _migrate(connection: Connection, step: Callable[[Config, str], None], revision: str) -> None:
    alembic = config(MIGRATIONS)
    alembic.attributes["connection"] = connection
    step(alembic, revision)


async def test_the_tables_are_those_the_code_knows(create_database: Callable[..., Awaitable[str]]) -> None:
    engine = create_engine(await create_database("attendance"))
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await engine.dispose()


async def test_the_migrations_can_be_undone(create_database: Callable[..., Awaitable[str]]) -> None:
    engine = create_engine(await create_database("attendance"))
    async with engine.begin() as connection:
        await connection.run_sync(_migrate, command.downgrade, "base")
        left = await connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        assert left.scalars().all() == ["alembic_version"]
    await engine.dispose()


async def test_until_when_enrolments_hold_is_filled_in_for_those_there_already(
    create_database: Callable[..., Awaitable[str]],
) -> None:
    engine = create_engine(await create_database("attendance"))
    async with engine.begin() as connection:
        await connection.run_sync(_migrate, command.downgrade, "2026_11_23_early_newest")
        await connection.execute(
            text(
                "INSERT INTO pupil (school, pupil, enrolled) VALUES"
                " ('123456', '1', '{[2025-09-01,2026-06-30],[2026-09-01,2026-10-09],[2026-11-02,)}')"
            )
        )
        await connection.execute(
            text(
                "INSERT INTO enrolment (pupil_id, valid_from, level, recorded_at, event_id)"
                " SELECT pupil_id, valid_from, 'secundair', now(), 'e' FROM pupil,"
                " unnest(CAST('{2025-09-01,2026-09-01,2026-09-14,2026-11-02}' AS date[])) AS valid_from"
            )
        )
        await connection.run_sync(_migrate, command.upgrade, "head")
        rows = await connection.execute(text("SELECT CAST(holds_until AS text) FROM enrolment ORDER BY valid_from"))
        assert rows.scalars().all() == ["2026-06-30", "2026-09-13", "2026-10-09", "infinity"]
    await engine.dispose()

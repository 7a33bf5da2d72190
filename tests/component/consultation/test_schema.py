"""The migrated database is the one the code was written for."""

from collections.abc import Callable
from uuid import UUID

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from consultation.app import MIGRATIONS
from consultation.storage.tables import metadata
from shared.service.migrating import config

from .harness import OTHER_SCHOOL, SCHOOL, Harness


async def test_migrations_make_the_tables_of_the_code(harness: Harness):
    def differences(connection: Connection) -> list[object]:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), metadata)
        return found

    async with harness.service.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_of_meetings_at_one_place_at_one_time_the_first_keeps_it(harness: Harness):
    def to(version: str) -> Callable[[Connection], None]:
        def run(connection: Connection) -> None:
            alembic = config(MIGRATIONS)
            alembic.attributes["connection"] = connection
            (command.upgrade if version == "head" else command.downgrade)(alembic, version)

        return run

    async def put(number: int, place: str, hour: int, status: str = "scheduled", school: str = SCHOOL) -> None:
        row = {"id": UUID(int=number), "place": place, "status": status, "school": school, "hour": hour}
        await connection.execute(_MEETING_OF_BEFORE, row)

    async with harness.service.engine.begin() as connection:
        await connection.run_sync(to("2026_11_23_meetings"))
        await put(1, "Lokaal 12", 9)
        await put(2, "lokaal  12", 9)
        await put(3, "Lokaal 12", 10)
        await put(4, "Lokaal 12", 9, school=OTHER_SCHOOL)
        await put(5, "Lokaal 12", 9, status="cancelled")
        await connection.run_sync(to("head"))
        rows = await connection.execute(sa.text("SELECT meeting_id FROM meeting WHERE holds_place ORDER BY 1"))
        assert [row.meeting_id.int for row in rows] == [1, 3]


_MEETING_OF_BEFORE = sa.text("""
    INSERT INTO meeting VALUES (
        :id, 'care-meeting', :status, :school, '{}', '{}', '{}', '2026-11-17', '2026-11-27', NULL,
        timestamptz '2026-11-17 00:00+01' + :hour * interval '1 hour',
        timestamptz '2026-11-17 00:45+01' + :hour * interval '1 hour',
        :place, NULL, NULL, NULL, 0, 1, '2026-11-13 10:00+01', '2026-11-13 10:00+01'
    )
""").bindparams(sa.bindparam("id", type_=sa.UUID(as_uuid=True)), sa.bindparam("hour", type_=sa.Integer))

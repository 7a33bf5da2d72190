"""The migrated database is the one the code was written for."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from consultation.storage.tables import metadata

from .house import House


async def test_migrations_make_the_tables_of_the_code(house: House):
    def differences(connection: Connection) -> list[object]:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), metadata)
        return found

    async with house.service.engine.connect() as connection:
        assert await connection.run_sync(differences) == []

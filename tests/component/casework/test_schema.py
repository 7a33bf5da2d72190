"""The migrated database is the one the code was written for."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from casework.storage.tables import metadata

from .office import Office


async def test_migrations_make_the_tables_of_the_code(office: Office) -> None:
    def differences(connection: Connection) -> list[object]:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), metadata)
        return found

    async with office.service.engine.connect() as connection:
        assert await connection.run_sync(differences) == []

"""The migrations make the tables that the code knows."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from notifications.storage.tables import metadata
from shared.runtime.database import create_engine


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return [found for found in compare_metadata(context, metadata) if "alembic_version" not in str(found)]


async def test_the_migrated_database_has_the_tables_of_the_code(database: str) -> None:
    engine = create_engine(database)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()

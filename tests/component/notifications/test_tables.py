"""The migrations make the tables that the code knows."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from notifications.app import MIGRATIONS
from notifications.storage.tables import metadata
from shared.runtime.database import create_engine
from shared.service.migrating import config

from .conftest import OpenHarness
from .events import case_escalated, case_opened


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return [found for found in compare_metadata(context, metadata) if "alembic_version" not in str(found)]


async def test_the_migrated_database_has_the_tables_of_the_code(database: str) -> None:
    engine = create_engine(database)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


def migrate(connection: Connection, version: str) -> None:
    alembic = config(MIGRATIONS)
    alembic.attributes["connection"] = connection
    (command.upgrade if version == "head" else command.downgrade)(alembic, version)


async def test_the_version_before_can_read_what_a_downgrade_leaves(open_harness: OpenHarness, database: str) -> None:
    """Once the service has stopped: a downgrade beside its own look at notices that wait may end in a deadlock."""
    async with open_harness() as harness:
        await harness.publish(case_opened())
        await harness.publish(case_escalated())
        await harness.settled()
    engine = create_engine(database)
    async with engine.begin() as connection:
        await connection.run_sync(migrate, "2026_11_23_merged_cases")
        templates = {row.template for row in await connection.exec_driver_sql("SELECT template FROM notice")}
        kinds = {row.kind for row in await connection.exec_driver_sql("SELECT kind FROM case_fact")}
        await connection.run_sync(migrate, "head")
    await engine.dispose()
    assert (templates, kinds) == ({"case-opened"}, {"opened"})

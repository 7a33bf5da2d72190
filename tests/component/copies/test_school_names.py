"""A service's copy of what schools are called."""

from typing import Any

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.consultation_directory import OrganisationChanged
from shared.copies.school_names import (
    SchoolNames,
    create_school_names_table,
    drop_school_names_table,
    keys_of_organisation,
    on_organisation_changed,
    school_names_table,
)
from shared.messaging.envelope import Envelope
from shared.messaging.keys import Key
from shared.messaging.parsing import Received


class UnitOfWorkOf:
    """As far as the handler needs it."""

    def __init__(self, school_names: SchoolNames) -> None:
        self.school_names = school_names


def organisation(organisation_id: str = "school-1", **changes: Any) -> OrganisationChanged:
    plain: dict[str, Any] = {"kind": "school", "name": "Atheneum De Wilg", "school": "123456", "board": None}
    lists: dict[str, Any] = {"levels": [], "sites": [], "serves": []}
    return OrganisationChanged.model_validate({"organisation_id": organisation_id, **plain, **lists, **changes})


def _migrating(connection: sa.Connection) -> Operations:
    return Operations(MigrationContext.configure(connection))


@pytest.fixture
async def school_names(connection: AsyncConnection) -> SchoolNames:
    await connection.run_sync(lambda sync: create_school_names_table(_migrating(sync)))
    return SchoolNames(connection)


async def tell(school_names: SchoolNames, changed: OrganisationChanged, version: int) -> None:
    envelope = Envelope(id=f"e-{version}", source="/consultation", type=changed.event_type, sequence=version)
    await on_organisation_changed(UnitOfWorkOf(school_names), Received(envelope, changed))


async def test_a_school_is_called_by_its_newest_name(school_names: SchoolNames) -> None:
    await tell(school_names, organisation(name="Lyceum De Wilg"), 2)
    await tell(school_names, organisation(), 1)
    assert await school_names.of(["123456", "654321", None]) == {"123456": "Lyceum De Wilg"}


async def test_an_organisation_that_is_no_school_has_no_number_to_be_named_by(school_names: SchoolNames) -> None:
    await tell(school_names, organisation("clb-1", kind="clb", school=None), 1)
    assert await school_names.of([None]) == {}
    assert await school_names.of(["123456"]) == {}


async def test_a_number_that_went_to_another_organisation_is_called_by_that(school_names: SchoolNames) -> None:
    await tell(school_names, organisation(), 1)
    await tell(school_names, organisation(school="111111"), 2)
    await tell(school_names, organisation("school-2", name="Lyceum"), 1)
    assert await school_names.of(["123456", "111111"]) == {"123456": "Lyceum", "111111": "Atheneum De Wilg"}


async def test_the_copy_is_made_and_taken_back_as_it_is_described(connection: AsyncConnection) -> None:
    metadata = sa.MetaData()
    assert school_names_table(metadata).name == "directory_organisation"
    await connection.run_sync(lambda sync: create_school_names_table(_migrating(sync)))
    await connection.run_sync(lambda sync: drop_school_names_table(_migrating(sync)))
    names = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
    assert "directory_organisation" not in names


def test_the_key_of_an_organisation_is_its_own() -> None:
    assert keys_of_organisation(organisation()) == (Key("organisation", "school-1"),)

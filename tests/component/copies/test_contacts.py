"""A service's copy of the directory: who may see which schools."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.consultation_directory import ContactChanged
from shared.copies.contacts import (
    Directory,
    KnownContact,
    create_directory_table,
    directory_table,
    drop_directory_table,
    on_contact_changed,
    visible_schools,
)
from shared.domain.roles import Role
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.parsing import Received
from shared.runtime.http import Principal

DAY = date(2026, 10, 5)


@dataclass
class UnitOfWorkOf:
    """As far as the handler needs it."""

    directory: Directory


def contact(contact_id: str, **changes: Any) -> ContactChanged:
    """A CLB contact of one school, valid for ever."""
    content = {
        "contact_id": contact_id,
        "name": "Test Persoon",
        "role": "clb",
        "organisation": "CLB Test",
        "schools": ["123456"],
        "email": "clb@example.org",
        "language": "nl",
        "deputy_of": None,
        "valid_from": None,
        "valid_until": None,
        **changes,
    }
    return ContactChanged.model_validate(content)


def _create(connection: sa.Connection) -> None:
    create_directory_table(Operations(MigrationContext.configure(connection)))


@pytest.fixture
async def directory(connection: AsyncConnection) -> Directory:
    await connection.run_sync(_create)
    return Directory(connection)


@pytest.fixture
def stored(connection: AsyncConnection) -> Callable[[], Awaitable[Any]]:
    """The only contact of the copy."""

    async def read() -> Any:
        return (await connection.execute(sa.text("SELECT * FROM directory_contact"))).one()

    return read


async def test_a_contact_is_taken_over_whole(directory: Directory, stored: Callable[[], Awaitable[Any]]) -> None:
    changes = {"schools": ["123456", "654321"], "valid_from": "2026-09-01", "valid_until": "2027-06-30"}
    assert await directory.apply(contact("c-1", deputy_of="c-0", **changes), 1)
    found = await stored()
    assert (found.name, found.organisation, found.email) == ("Test Persoon", "CLB Test", "clb@example.org")
    assert (found.role, found.schools, found.language) == (Role.CLB, ["123456", "654321"], "nl")
    assert (found.deputy_of, found.valid_from, found.valid_until) == ("c-0", date(2026, 9, 1), date(2027, 6, 30))


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1, 3, 2), (3, 3)])
async def test_the_newest_version_stays_whatever_the_order(
    directory: Directory, stored: Callable[[], Awaitable[Any]], order: tuple[int, ...]
) -> None:
    for sequence in order:
        await directory.apply(contact("c-1", name=f"Version {sequence}"), sequence)
    assert (await stored()).name == "Version 3"


async def test_an_older_version_says_that_it_was_dropped(directory: Directory) -> None:
    assert await directory.apply(contact("c-1"), 2)
    assert not await directory.apply(contact("c-1"), 2)
    assert not await directory.apply(contact("c-1"), 1)


@pytest.mark.parametrize(
    ("on", "valid"),
    [("2026-08-31", False), ("2026-09-01", True), ("2026-10-05", True), ("2027-06-30", True), ("2027-07-01", False)],
)
async def test_a_contact_is_valid_from_its_first_to_its_last_day(directory: Directory, on: str, valid: bool) -> None:
    await directory.apply(contact("c-1", valid_from="2026-09-01", valid_until="2027-06-30"), 1)
    day = date.fromisoformat(on)
    assert await directory.schools_of("c-1", day) == (frozenset({"123456"}) if valid else frozenset())


async def test_a_contact_is_found_by_exactly_its_id_with_role_and_validity(directory: Directory) -> None:
    await directory.apply(contact("c-1", role="coordinator", valid_until="2026-10-05"), 1)
    assert await directory.find("c-1", DAY) == KnownContact(Role.COORDINATOR, valid=True)
    assert await directory.find("c-1", date(2026, 10, 6)) == KnownContact(Role.COORDINATOR, valid=False)
    assert await directory.find("C-1", DAY) is None


async def test_an_empty_list_of_schools_means_all_and_an_unknown_contact_has_none(directory: Directory) -> None:
    await directory.apply(contact("everywhere", schools=[]), 1)
    assert await directory.schools_of("everywhere", DAY) is None
    assert await directory.schools_of("nobody", DAY) == frozenset()


@pytest.mark.parametrize(
    ("roles", "claims", "visible"),
    [
        ({Role.CASEWORKER}, {}, None),
        ({Role.CASEWORKER}, {"contact": "one"}, None),
        ({Role.COORDINATOR}, {}, None),
        ({Role.OPERATOR}, {}, None),
        ({Role.SCHOOL}, {"school": "654321"}, {"654321"}),
        ({Role.SCHOOL}, {"school": "654321", "contact": "one"}, {"654321"}),
        ({Role.CLB}, {"contact": "one"}, {"123456"}),
        ({Role.COUNSELLOR}, {"contact": "everywhere"}, None),
        ({Role.YOUTH_COACH}, {"contact": "nobody"}, set()),
        ({Role.YOUTH_COACH}, {"contact": "gone"}, set()),
        ({Role.SCHOOL, Role.COUNSELLOR}, {"school": "654321", "contact": "one"}, {"654321", "123456"}),
        ({Role.CLB, Role.COORDINATOR}, {"contact": "one"}, None),
        (set(), {}, set()),
    ],
)
async def test_a_caller_sees_the_schools_of_all_its_roles(
    directory: Directory, roles: set[Role], claims: dict[str, str], visible: set[str] | None
) -> None:
    await directory.apply(contact("one"), 1)
    await directory.apply(contact("everywhere", schools=[]), 1)
    await directory.apply(contact("gone", valid_until="2026-10-04"), 1)
    principal = Principal("u-1", frozenset(roles), **claims)
    expected = None if visible is None else frozenset(visible)
    assert await visible_schools(principal, directory, DAY) == expected


async def test_an_event_brings_a_contact_into_the_copy(
    directory: Directory, stored: Callable[[], Awaitable[Any]]
) -> None:
    envelope = Envelope(id="e", source="/consultation", type=ContactChanged.event_type, sequence=4)
    await on_contact_changed(UnitOfWorkOf(directory), Received(envelope, contact("c-1", name="Nieuw")))
    row = await stored()
    assert (row.name, row.sequence) == ("Nieuw", 4)


async def test_an_event_without_a_sequence_is_refused(directory: Directory) -> None:
    envelope = Envelope(id="e", source="/consultation", type=ContactChanged.event_type)
    with pytest.raises(InvalidEvent, match="sequence"):
        await on_contact_changed(UnitOfWorkOf(directory), Received(envelope, contact("c-1")))


@pytest.mark.usefixtures("directory")
async def test_the_table_of_the_migration_is_the_one_a_service_knows(connection: AsyncConnection) -> None:
    table = directory_table(sa.MetaData())
    made = await connection.run_sync(lambda sync: sa.inspect(sync).get_columns("directory_contact"))
    assert [column["name"] for column in made] == [column.name for column in table.columns]
    await connection.run_sync(lambda sync: drop_directory_table(Operations(MigrationContext.configure(sync))))
    assert not await connection.run_sync(lambda sync: sa.inspect(sync).has_table("directory_contact"))

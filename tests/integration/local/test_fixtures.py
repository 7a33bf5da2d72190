"""What the suite's own fixtures promise."""

import asyncio

import asyncpg
import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from shared.testing.databases import Databases


def _plain(url: str) -> str:
    return url.replace("+asyncpg", "")


async def _existing(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row["datname"] for row in await connection.fetch("SELECT datname FROM pg_database")}
    finally:
        await connection.close()


async def test_each_database_is_fresh(create_database):
    first, second = await create_database(), await create_database()
    connection = await asyncpg.connect(_plain(first))
    await connection.execute("CREATE TABLE only_in_the_first ()")
    other = await asyncpg.connect(_plain(second))

    assert await other.fetchval("SELECT to_regclass('only_in_the_first')") is None
    await connection.close()
    await other.close()


async def test_the_server_is_one_the_services_can_use(create_database):
    connection = await asyncpg.connect(_plain(await create_database()))

    assert connection.get_server_version().major >= 18
    await connection.close()


async def test_a_service_database_has_its_migrations_and_shares_no_rows(create_database):
    first, second = await create_database("casework"), await create_database("casework")
    connection, other = await asyncpg.connect(_plain(first)), await asyncpg.connect(_plain(second))

    await connection.execute("INSERT INTO inbox (consumer, source, event_id) VALUES ('c', 's', '1')")

    assert await other.fetchval("SELECT count(*) FROM inbox") == 0
    await connection.close()
    await other.close()


@pytest.fixture
async def databases(postgres):
    """Makes databases and takes them back before the test ends."""
    databases = Databases(postgres)
    yield databases
    await databases.take_back()


async def _used(databases, *statements):
    url = await databases.create("attendance")
    connection = await asyncpg.connect(_plain(url))
    for statement in statements:
        await connection.execute(statement)
    await connection.close()
    await databases.take_back()


@pytest.mark.parametrize(
    "left_behind",
    [
        ["INSERT INTO inbox (consumer, source, event_id) VALUES ('c', 's', '1')", "DELETE FROM rule"],
        ["UPDATE rule SET levels = '{1}'"],
        ["CREATE TABLE mine (id int)"],
        ["ALTER TABLE inbox ADD COLUMN mine int"],
        ["DROP TABLE dead_letter"],
        ["CREATE SCHEMA mine"],
        ["CREATE SEQUENCE mine"],
    ],
)
async def test_a_database_shows_nothing_of_the_test_before(databases, left_behind):
    fresh = await databases.create("attendance")
    expected = await _contents(fresh)
    await _used(databases, *left_behind)

    again = [await databases.create("attendance") for _ in range(3)]

    for url in again:
        assert await _contents(url) == expected


async def test_identities_begin_anew(databases):
    fresh = await _sequences(await databases.create("attendance"))
    await _used(databases, *["SELECT nextval(oid::regclass) FROM pg_class WHERE relkind = 'S'"] * 3)

    assert fresh
    assert all([await _sequences(await databases.create("attendance")) == fresh for _ in range(3)])


async def test_who_stayed_in_a_database_is_put_out_and_finds_it_no_more(postgres, databases):
    url = await databases.create("attendance")
    staying = await asyncpg.connect(_plain(url))
    await staying.execute("BEGIN; LOCK TABLE inbox")

    await databases.take_back()

    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, ConnectionError)):
        await staying.execute("SELECT 1")
    assert url.rpartition("/")[2] not in await _existing(postgres)


async def _contents(url):
    """Every table's columns and rows."""
    connection = await asyncpg.connect(_plain(url))
    found = {"schemas": await connection.fetch("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY 1")}
    for (table,) in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"):
        rows = await connection.fetch(f'SELECT * FROM "{table}" ORDER BY 1')
        columns = await connection.fetch(
            "SELECT attname::text, atttypid FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0", table
        )
        found[table] = (columns, rows)
    await connection.close()
    return found


async def _sequences(url):
    connection = await asyncpg.connect(_plain(url))
    found = await connection.fetch("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
    await connection.close()
    return found


@pytest.fixture
async def topics_after(kafka):
    """Set up before ``topic_prefix``, so that it looks after that has been torn down."""
    seen: list[str] = []
    yield seen
    async with asyncio.timeout(10):
        while set(seen) & set(await _topics(kafka)):
            await asyncio.sleep(0.1)


async def test_topics_of_a_test_are_its_own_and_deleted_afterwards(topics_after, kafka, topic_prefix):
    topic = f"{topic_prefix}some.v1"
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()

    await admin.create_topics([NewTopic(topic, 1, 1)])

    await admin.close()
    async with asyncio.timeout(10):
        while topic not in await _topics(kafka):
            await asyncio.sleep(0.1)
    topics_after.append(topic)


async def _topics(kafka: str) -> list[str]:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        return list(await admin.list_topics())
    finally:
        await admin.close()

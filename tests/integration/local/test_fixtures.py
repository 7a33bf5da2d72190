"""What the suite's own fixtures promise."""

import asyncio

import asyncpg
import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic


def _plain(url: str) -> str:
    return url.replace("+asyncpg", "")


async def _existing(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row["datname"] for row in await connection.fetch("SELECT datname FROM pg_database")}
    finally:
        await connection.close()


@pytest.fixture
async def names_after(postgres, request):
    """Set up before ``create_database``, so that it looks after that has been torn down."""
    seen: list[str] = []
    yield seen
    assert not set(seen) & await _existing(postgres)


async def test_each_database_is_fresh_and_dropped_afterwards(names_after, create_database):
    first, second = await create_database(), await create_database()
    connection = await asyncpg.connect(_plain(first))
    await connection.execute("CREATE TABLE only_in_the_first ()")
    other = await asyncpg.connect(_plain(second))

    assert await other.fetchval("SELECT to_regclass('only_in_the_first')") is None
    names_after.extend(url.rpartition("/")[2] for url in (first, second))
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

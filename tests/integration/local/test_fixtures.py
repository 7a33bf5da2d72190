"""What the suite's own fixtures promise."""

import asyncpg
import pytest


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

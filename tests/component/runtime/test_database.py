"""Connections that were lost while nobody used them."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.runtime.database import create_engine, is_transient

_RESTED_S = 1.1


@pytest.fixture
async def one_connection(database: str) -> AsyncIterator[AsyncEngine]:
    """An engine with room for one connection."""
    engine = create_engine(database, pool_size=1)
    yield engine
    await engine.dispose()


async def backend(engine: AsyncEngine) -> int:
    """The server process behind the connection."""
    async with engine.connect() as connection:
        return int(await connection.scalar(sa.text("SELECT pg_backend_pid()")) or 0)


async def end(engine: AsyncEngine, process: int) -> None:
    async with engine.connect() as connection:
        await connection.execute(sa.text("SELECT pg_terminate_backend(:process)"), {"process": process})


async def test_a_connection_lost_at_rest_is_replaced_unnoticed(
    engine: AsyncEngine, one_connection: AsyncEngine
) -> None:
    lost = await backend(one_connection)
    await end(engine, lost)
    await asyncio.sleep(_RESTED_S)
    assert await backend(one_connection) != lost


async def test_a_connection_lost_in_use_is_an_error_that_a_second_try_mends(
    engine: AsyncEngine, one_connection: AsyncEngine
) -> None:
    lost = await backend(one_connection)
    await end(engine, lost)
    with pytest.raises(DBAPIError) as raised:
        await backend(one_connection)
    assert is_transient(raised.value)
    assert await backend(one_connection) != lost


async def test_only_a_connection_that_rested_is_asked_whether_it_works(
    one_connection: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(one_connection.dialect, "do_ping", asked.append)
    await backend(one_connection)
    await backend(one_connection)
    assert asked == []
    await asyncio.sleep(_RESTED_S)
    await backend(one_connection)
    assert len(asked) == 1

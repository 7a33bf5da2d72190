"""The unit of work of a tiny service over real PostgreSQL, without Kafka."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.messaging.tables import metadata
from shared.runtime.database import create_engine
from shared.testing.logs import Logs, captured_logs

from .harness import Harness


@pytest.fixture
async def engine(create_database: Any) -> AsyncIterator[AsyncEngine]:
    """A database with the tables of messaging and nothing else."""
    engine = create_engine(await create_database())
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    yield engine
    await engine.dispose()


@pytest.fixture
def logs() -> Iterator[Logs]:
    """What is logged during the test."""
    with captured_logs("shop", strict=False) as captured:
        yield captured


@pytest.fixture
def harness(engine: AsyncEngine, logs: Logs) -> Harness:
    """The tiny service, and what was done with it."""
    return Harness(engine)

"""An empty database, and a transaction in it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.runtime.database import create_engine


@pytest.fixture
async def engine(create_database: Any) -> AsyncIterator[AsyncEngine]:
    """A database without tables."""
    engine = create_engine(await create_database())
    yield engine
    await engine.dispose()


@pytest.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction."""
    async with engine.begin() as connection:
        yield connection

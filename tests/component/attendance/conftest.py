"""A register on real PostgreSQL."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from shared.runtime.database import create_engine

from .harness import Harness


@pytest.fixture
async def harness(create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Harness]:
    """The use cases of attendance on a fresh database; the clock stands at 23 November 2026, 9:00."""
    engine = create_engine(await create_database("attendance"))
    yield Harness(engine)
    await engine.dispose()

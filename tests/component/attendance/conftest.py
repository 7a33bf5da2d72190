"""A register on real PostgreSQL."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from shared.runtime.database import create_engine

from .register import Register


@pytest.fixture
async def register(create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Register]:
    """The use cases of attendance on a fresh database; the clock stands at 23 November 2026, 9:00."""
    engine = create_engine(await create_database("attendance"))
    yield Register(engine)
    await engine.dispose()

"""Consultation on a database of its own, with the clock held still; not yet running."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

import pytest

from shared.testing.clock import FixedClock

from .harness import Harness

Opened = Callable[..., Awaitable[Harness]]


@pytest.fixture
def clock() -> FixedClock:
    """Friday 13 November 2026, ten o'clock."""
    return FixedClock(datetime(2026, 11, 13, 10))  # noqa: DTZ001  (without a zone it is Brussels)


@pytest.fixture
async def open_harness(create_database, clock: FixedClock) -> AsyncIterator[Opened]:
    """``await open_harness(FLANKEREND_CONTACTS_FILE=...)``: the service with these settings on one database."""
    url = await create_database("consultation")
    opened: list[Harness] = []

    async def open_with(**settings: object) -> Harness:
        harness = Harness.on(url, clock, settings)
        opened.append(harness)
        return harness

    yield open_with
    for harness in opened:
        await harness.close()


@pytest.fixture
async def harness(open_harness: Opened) -> Harness:
    """The service with an empty directory."""
    return await open_harness()

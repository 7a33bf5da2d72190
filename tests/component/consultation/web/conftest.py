"""Consultation's pages on a database of the test's own, with the clock held still."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

import pytest
from tests.component.consultation.harness import Harness

from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock

from .visitor import Visitor


@pytest.fixture
async def visitor(create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Visitor]:
    """The pages on Friday 13 November 2026, ten o'clock, with a counsellor, a caseworker, a CLB and a coach."""
    url = await create_database("consultation")
    harness = Harness.on(url, FixedClock(datetime(2026, 11, 13, 10, tzinfo=BRUSSELS)), {})
    await harness.staff()
    yield Visitor(harness)
    await harness.close()

"""Consultation on a database of its own, with the clock held still; not yet running."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

import pytest

from shared.testing.clock import FixedClock

from .house import House

Opened = Callable[..., Awaitable[House]]


@pytest.fixture
def clock() -> FixedClock:
    """Friday 13 November 2026, ten o'clock."""
    return FixedClock(datetime(2026, 11, 13, 10))  # noqa: DTZ001  (without a zone it is Brussels)


@pytest.fixture
async def open_house(create_database, clock: FixedClock) -> AsyncIterator[Opened]:
    """``await open_house(FLANKEREND_CONTACTS_FILE=...)``: the service with these settings on one database."""
    url = await create_database("consultation")
    opened: list[House] = []

    async def open_with(**settings: object) -> House:
        house = House.on(url, clock, settings)
        opened.append(house)
        return house

    yield open_with
    for house in opened:
        await house.close()


@pytest.fixture
async def house(open_house: Opened) -> House:
    """The service with an empty directory."""
    return await open_house()

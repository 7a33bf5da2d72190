"""A casework service over a database of the test's own."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime

import httpx
import pytest
from tests.conftest import CreateDatabase

from casework.app import build
from casework.settings import CaseworkSettings
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock
from shared.testing.logs import Logs, captured_logs

from .office import CASEWORKER, SECRET, Office


@pytest.fixture
def logs() -> Iterator[Logs]:
    """What is logged during the test."""
    with captured_logs("casework") as captured:
        yield captured


@pytest.fixture
async def office(create_database: CreateDatabase, logs: Logs) -> AsyncIterator[Office]:
    """Monday 23 November 2026, nine o'clock; logs are set up as in a service, strict."""
    settings = CaseworkSettings.model_validate(
        {
            "database_url": await create_database("casework"),
            "database_pool_size": 4,
            "FLANKEREND_TOKEN_SECRET": SECRET,
            "FLANKEREND_CASELOAD_WARNING": 2,
        }
    )
    clock = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS))
    service = build(settings, clock)
    transport = httpx.ASGITransport(service.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://casework", headers=CASEWORKER) as http:
        yield Office(service, clock, http)
    await service.engine.dispose()

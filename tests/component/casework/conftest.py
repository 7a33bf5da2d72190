"""A casework service over a database of the test's own."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import httpx
import pytest
from tests.conftest import CreateDatabase
from tests.tokens import SECRET

from casework.app import build
from casework.settings import CaseworkSettings
from casework.types.definition import RegisteredType
from casework.types.registry import REGISTRY
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock
from shared.testing.logs import Logs, captured_logs

from .harness import CASEWORKER, Harness


@pytest.fixture
def logs() -> Iterator[Logs]:
    """What is logged during the test."""
    with captured_logs("casework") as captured:
        yield captured


@asynccontextmanager
async def running_harness(
    url: str,
    registry: Sequence[RegisteredType] = REGISTRY,
    *,
    hand_over: int | None = None,
    pool_size: int = 4,
    school_status: bool = False,
) -> AsyncIterator[Harness]:
    """Monday 23 November 2026, nine o'clock, with these types of case."""
    settings = CaseworkSettings.model_validate(
        {
            "database_url": url,
            "database_pool_size": pool_size,
            "FLANKEREND_TOKEN_SECRET": SECRET,
            "FLANKEREND_CASELOAD_WARNING": 2,
            "FLANKEREND_HAND_OVER_SCHOOL_DAYS": hand_over,
            "FLANKEREND_TELL_SCHOOL_STATUS": school_status,
        }
    )
    clock = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS))
    service = build(settings, clock, registry)
    transport = httpx.ASGITransport(service.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://casework", headers=CASEWORKER) as http:
        yield Harness(service, clock, http)
    await service.engine.dispose()


@pytest.fixture
async def harness(create_database: CreateDatabase, logs: Logs) -> AsyncIterator[Harness]:
    """Casework as it ships; logs are set up as in a service, strict."""
    async with running_harness(await create_database("casework")) as harness:
        yield harness

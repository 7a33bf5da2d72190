"""Attendance's HTTP API on a real database, with a clock that the test holds."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

import pytest
from tests.tokens import SECRET

from attendance.app import build
from attendance.settings import AttendanceSettings
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock

from .harness import Harness, enrolment


@pytest.fixture
def at() -> datetime:
    """The time it is in the test."""
    return datetime(2026, 11, 20, 9, tzinfo=BRUSSELS)


@pytest.fixture
async def harness(at: datetime, create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Harness]:
    settings = AttendanceSettings(database_url=await create_database("attendance"), FLANKEREND_TOKEN_SECRET=SECRET)
    clock = FixedClock(at)
    service = build(settings, clock)
    yield Harness(service, clock)
    await service.engine.dispose()


@pytest.fixture
async def enrolled(harness: Harness) -> Harness:
    """The API, with one pupil enrolled."""
    answer = await harness.coordinator.post("/enrolments", json=enrolment())
    assert answer.json()["results"][0]["status"] == "accepted"
    return harness

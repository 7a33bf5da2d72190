"""Attendance's pages on a real database, with a pupil who reached a level."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

import pytest
from tests.tokens import SECRET

from attendance.app import build
from attendance.settings import AttendanceSettings
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock

from .visitor import Visitor


@pytest.fixture
async def visitor(create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Visitor]:
    settings = AttendanceSettings(database_url=await create_database("attendance"), FLANKEREND_TOKEN_SECRET=SECRET)
    service = build(settings, FixedClock(datetime(2026, 11, 20, 9, tzinfo=BRUSSELS)))
    visitor = Visitor(service, settings)
    await visitor.add_rules()
    yield visitor
    await service.engine.dispose()

"""The whole system, as `flankerend up` runs it, once for all modules; each sees what has come of its own doing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
import pytest_asyncio
from aiokafka import AIOKafkaProducer
from playwright.async_api import Browser

from shared.domain.roles import Role
from shared.local.demo.lag import Lag
from shared.local.demo.services import Services
from shared.local.stack import Stack

from .harness import Harness
from .visitor import open_browser

NOW = datetime.fromisoformat("2026-11-20T09:00:00+01:00")


SCANS = ("FLANKEREND_EARLY_SIGNAL_SCAN_S", "FLANKEREND_WATCH_SCAN_S", "FLANKEREND_DEADLINE_SCAN_S")


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """What a municipality waits for up to a minute comes within a second here."""
    with pytest.MonkeyPatch.context() as environment:
        for scan in SCANS:
            environment.setenv(scan, "1")
        async with Stack(tmp_path_factory.mktemp("home"), now=NOW, ports="free", durable=False) as stack:
            yield stack


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def services(stack: Stack) -> AsyncIterator[Services]:
    async with Services(stack, Role.COORDINATOR) as services:
        yield services


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def producer(stack: Stack) -> AsyncIterator[AIOKafkaProducer]:
    async with asyncio.timeout(60):
        producer = AIOKafkaProducer(bootstrap_servers=stack.kafka)
        await producer.start()
    yield producer
    await producer.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def harness(
    request: pytest.FixtureRequest, stack: Stack, producer: AIOKafkaProducer, services: Services
) -> AsyncIterator[Harness]:
    """The school that the module names as ``SCHOOL``, at `NOW`."""
    stack.clock.set(NOW)
    async with Lag(stack.kafka) as lag:
        harness = Harness(stack, producer, services, lag, request.module.SCHOOL)
        await harness.begin()
        yield harness


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def chromium() -> AsyncIterator[Browser]:
    async with open_browser() as browser:
        yield browser

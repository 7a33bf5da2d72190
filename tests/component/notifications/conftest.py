"""The notifications service as it runs, with real Kafka, PostgreSQL and a mail server over TCP."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer
from tests.calendars import require_readable_elsewhere
from tests.tokens import SECRET, bearer

from notifications.app import build
from notifications.channels.registry import CHANNELS, OpenChannel
from notifications.settings import NotificationsSettings
from notifications.subjects.registry import SUBJECTS, Registered
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock
from shared.testing.logs import Logs, captured_logs

from .harness import Harness
from .mail_server import MailServer

OpenHarness = Callable[..., AbstractAsyncContextManager[Harness]]


@pytest.fixture(autouse=True)
def logs() -> Iterator[Logs]:
    """What the service logs, as it would."""
    with captured_logs("notifications", level="INFO") as captured:
        yield captured


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    """Whatever it took, the calendars in it can be read by a library of somebody else."""
    server = MailServer()
    await server.start()
    yield server
    await server.stop()
    for taken in server.ever_taken:
        require_readable_elsewhere(taken)


@pytest.fixture
async def database(create_database: Callable[..., Awaitable[str]]) -> str:
    return await create_database("notifications")


@pytest.fixture
async def producer(kafka: str) -> AsyncIterator[AIOKafkaProducer]:
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    await producer.start()
    yield producer
    await producer.stop()


@pytest.fixture
def set_up(
    kafka: str, topic_prefix: str, database: str, mail: MailServer, producer: AIOKafkaProducer
) -> Callable[..., Harness]:
    """``set_up(**settings)``: a harness whose service does not run yet, with the kinds of the registries or others."""

    def made(
        *, registered: Sequence[Registered] = SUBJECTS, channels: Sequence[OpenChannel] = CHANNELS, **changes: Any
    ) -> Harness:
        clock = FixedClock(datetime(2026, 10, 12, 9, 0, tzinfo=BRUSSELS))
        plain: dict[str, Any] = {
            "database_url": database,
            "kafka_bootstrap_servers": kafka,
            "kafka_topic_prefix": topic_prefix,
            "http_port": 0,
            "token_secret": SECRET,
            "smtp_port": mail.port,
            "wait_for_role_s": 0.2,
            "link_base": "https://flankerend.example",
        }
        settings = NotificationsSettings(**{**plain, **changes})
        service = build(settings, clock, registered=registered, channels=channels)
        return Harness(service, mail, clock, producer, topic_prefix)

    return made


@pytest.fixture
def open_harness(set_up: Callable[..., Harness]) -> OpenHarness:
    """``async with open_harness(**settings) as harness``: the service runs inside the block; it can be opened again."""

    @contextlib.asynccontextmanager
    async def opened(**changes: Any) -> AsyncIterator[Harness]:
        harness = set_up(**changes)
        async with harness.service.running():

            async def ready() -> bool:
                return (await harness.service.health.ready()).ok

            await harness.until(ready, "ready")
            yield harness

    return opened


@pytest.fixture
async def harness(open_harness: OpenHarness) -> AsyncIterator[Harness]:
    """The service with its default settings."""
    async with open_harness() as running:
        yield running


@pytest.fixture
async def http(harness: Harness) -> AsyncIterator[httpx.AsyncClient]:
    """The service's HTTP API."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{harness.service.server.port}") as client:
        yield client


def authorized(role: str, contact: str = "coach-1") -> dict[str, str]:
    """The header of a token with this role, of this contact."""
    return bearer(role, school="123456", contact=contact)

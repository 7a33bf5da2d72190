"""Sends simulated events to Kafka, as fast as asked for."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from aiokafka import AIOKafkaProducer

from shared.local.simulation.events import SimulatedEvent
from shared.messaging.security import client_options
from shared.runtime.settings import KafkaSettings

_MOST_UNDER_WAY = 5_000
_SHORTEST_SLEEP_S = 0.005
# A broker that is away for a while is waited for; the records in between are kept.
_DELIVERY_TIMEOUT_MS = 120_000


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast events go out: at most `rate` a second, and `speed` simulated seconds a second. None does not wait."""

    rate: float | None = None
    speed: float | None = None

    def due_s(self, number: int, simulated_s: float) -> float:
        """When the event goes out, in seconds from the beginning; `number` counts from 0."""
        by_rate = number / self.rate if self.rate else 0.0
        by_speed = simulated_s / self.speed if self.speed else 0.0
        return max(by_rate, by_speed)


async def play(
    events: Iterable[SimulatedEvent],
    settings: KafkaSettings,
    *,
    pace: Pace,
    sent: Callable[[SimulatedEvent], None] = lambda _: None,
) -> int:
    """Send the events in their order and return their number once the broker has them all.

    `sent` is called as each event goes out. Raises KafkaError when the broker stays away for two minutes.
    """
    under_way: deque[asyncio.Future[Any]] = deque()
    count = 0
    async with _producer(settings) as producer:
        async for event in _paced(events, pace):
            topic = settings.kafka_topic_prefix + event.topic
            under_way.append(await producer.send(topic, event.value, key=event.key, headers=list(event.headers)))
            if len(under_way) >= _MOST_UNDER_WAY:
                await under_way.popleft()
            count += 1
            sent(event)
        await asyncio.gather(*under_way)
    return count


async def _paced(events: Iterable[SimulatedEvent], pace: Pace) -> AsyncIterator[SimulatedEvent]:
    began, first = monotonic(), None
    for number, event in enumerate(events):
        first = first or event.time
        wait_s = began + pace.due_s(number, _seconds_between(first, event.time)) - monotonic()
        if wait_s > _SHORTEST_SLEEP_S:
            await asyncio.sleep(wait_s)
        yield event


def _seconds_between(earlier: datetime, later: datetime) -> float:
    return later.timestamp() - earlier.timestamp()


@asynccontextmanager
async def _producer(settings: KafkaSettings) -> AsyncIterator[AIOKafkaProducer]:
    producer = AIOKafkaProducer(
        **client_options(settings),
        acks="all",
        enable_idempotence=True,
        linger_ms=5,
        request_timeout_ms=_DELIVERY_TIMEOUT_MS,
    )
    try:
        await producer.start()
        yield producer
    finally:
        await producer.stop()

"""Whether consumers get on: liveness is progress, not a ping."""

import asyncio
import time
from dataclasses import dataclass
from time import monotonic
from typing import Any

from aiokafka.errors import KafkaError

from shared.messaging.consumers import Consumers
from shared.messaging.reading import Reading

_POSITION_LIMIT_S = 0.5
_AWAY_S = 30.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How one topic's reading gets on.

    ``lag`` is the number of records in the assigned partitions that are not done, ``idle_s`` the seconds since the
    broker last answered a poll (0 without partitions), ``busy_s`` the seconds the records in hand have taken, and
    ``failing_s`` how long they have been failing.
    """

    topic: str
    running: bool
    partitions: int
    lag: int
    idle_s: float
    busy_s: float
    failing_s: float


async def progress(consumers: Consumers) -> list[Progress]:
    """The progress of every topic that is read."""
    return [await _progress_of(reading) for reading in consumers.readings.values()]


async def caught_up(consumers: Consumers, topic: str) -> bool:
    """Whether all that was sent to the partitions read here is done, as far as the broker has said lately.

    False without partitions, before the broker has answered for each of them, and while it is away.
    """
    reading = consumers.readings[topic]
    consumer: Any = reading.subscriber.consumer if reading.subscriber else None
    assigned = consumer.assignment() if consumer else frozenset()
    if not assigned or any(consumer.highwater(partition) is None for partition in assigned):
        return False
    so_far = await _progress_of(reading)
    return so_far.running and so_far.lag == 0 and so_far.idle_s < _AWAY_S


async def _progress_of(reading: Reading) -> Progress:
    consumer: Any = reading.subscriber.consumer if reading.subscriber else None
    assigned = consumer.assignment() if consumer else frozenset()
    polled_ms = [stamp for partition in assigned if (stamp := consumer.last_poll_timestamp(partition))]
    behind = [await _behind(consumer, partition) for partition in assigned]
    now = monotonic()
    return Progress(
        topic=reading.topic,
        running=bool(consumer) and any(not task.done() for task in reading.subscriber.tasks),
        partitions=len(assigned),
        lag=sum(behind) + reading.left(),
        idle_s=max(0.0, time.time() - max(polled_ms) / 1000) if polled_ms else 0.0,
        busy_s=now - reading.busy_since if reading.busy_since else 0.0,
        failing_s=now - reading.failing_since if reading.failing_since else 0.0,
    )


async def _behind(consumer: Any, partition: Any) -> int:
    """Records not taken yet; 0 where that is not known, as of a partition that has just been lost or given."""
    try:
        end = consumer.highwater(partition)
        return max(0, end - await asyncio.wait_for(consumer.position(partition), _POSITION_LIMIT_S)) if end else 0
    except (TimeoutError, AssertionError, KafkaError):
        return 0

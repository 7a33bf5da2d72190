"""Whether consumers get on: liveness is progress, not a ping."""

import asyncio
import time
from dataclasses import dataclass
from time import monotonic
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from shared.messaging.consumers import Consumers
from shared.messaging.reading import Reading

_POSITION_LIMIT_S = 0.5
_AWAY_S = 30.0
_ASKING_LIMIT_S = 5.0

# A producer's transaction ends with a record that nobody is given, so nobody commits past it.
_END_OF_TRANSACTION = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """How one topic's reading gets on.

    ``lag`` is the number of records in the assigned partitions that are not done. ``idle_s`` is the time since the
    broker last answered a poll, in seconds; 0 without partitions. ``busy_s`` is how long the records in hand have been
    worked on, ``failing_s`` how long they have been failing.
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
    """Whether all that was sent to a topic is done, here and by the other processes that read it.

    This is what the broker said lately; of partitions that others read the newest record may be left. False in three
    cases: without partitions here, before the broker has answered for all of them, and while it is away.
    """
    reading = consumers.readings[topic]
    consumer: Any = reading.subscriber.consumer if reading.subscriber else None
    assigned = consumer.assignment() if consumer else frozenset()
    if not assigned or any(consumer.highwater(partition) is None for partition in assigned):
        return False
    so_far = await _progress_of(reading)
    if not so_far.running or so_far.lag > 0 or so_far.idle_s >= _AWAY_S:
        return False
    try:
        async with asyncio.timeout(_ASKING_LIMIT_S):
            return await _others_caught_up(consumer, assigned)
    except (TimeoutError, KafkaError):
        return False


async def _others_caught_up(consumer: Any, assigned: frozenset[TopicPartition]) -> bool:
    """Whether all is done in the partitions of the same topic that other processes read."""
    topics = {partition.topic for partition in assigned}
    partitions = {
        TopicPartition(topic, number) for topic in topics for number in consumer.partitions_for_topic(topic) or ()
    }
    of_others = partitions - assigned
    if not of_others:
        return True
    ends, beginnings = await consumer.end_offsets(of_others), await consumer.beginning_offsets(of_others)
    for partition in of_others:
        committed = await consumer.committed(partition)
        done = beginnings[partition] if committed is None else max(committed, beginnings[partition])
        if ends[partition] - done > _END_OF_TRANSACTION:
            return False
    return True


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
    """Records not taken yet; 0 where that is unknown, as for a partition that was just lost or assigned."""
    try:
        end = consumer.highwater(partition)
        return max(0, end - await asyncio.wait_for(consumer.position(partition), _POSITION_LIMIT_S)) if end else 0
    except (TimeoutError, AssertionError, KafkaError):
        return 0

"""A consumer costs nothing while there is nothing to read, and what comes is read at once."""

import asyncio
from time import monotonic

from aiokafka import AIOKafkaConsumer

_REST_S = 0.6


async def test_a_consumer_rests_until_a_record_comes_and_then_reads_it_at_once(harness, monkeypatch):
    consumers = await harness.consumers()
    await harness.send_event("first")
    await harness.counted("first", 1)
    asked = 0
    get_many = AIOKafkaConsumer.getmany

    async def counted(*arguments, **options):
        nonlocal asked
        asked += 1
        return await get_many(*arguments, **options)

    monkeypatch.setattr(AIOKafkaConsumer, "getmany", counted)
    await asyncio.sleep(_REST_S)
    assert asked <= 2 * len(_partitions(consumers))

    handled = asyncio.Event()
    _when_handled(consumers, handled)
    sent = monotonic()
    await harness.send_event("second")
    await asyncio.wait_for(handled.wait(), 10)
    assert monotonic() - sent < _REST_S


def _partitions(consumers):
    (reading,) = consumers.readings.values()
    return reading.subscriber.consumer.assignment()


def _when_handled(consumers, handled):
    (reading,) = consumers.readings.values()
    take = reading.take

    async def taken(records):
        await take(records)
        handled.set()

    reading.take = taken

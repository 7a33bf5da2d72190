"""A consumer costs nothing while there is nothing to read, and what comes is read at once."""

import asyncio
from time import monotonic

from aiokafka import AIOKafkaConsumer

from .tally import counting

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


async def test_events_that_waited_for_a_slow_handler_do_not_hold_up_what_comes_after_them(harness):
    begun, go_on, done = asyncio.Event(), asyncio.Event(), asyncio.Queue()

    async def slow(uow, event):
        begun.set()
        await go_on.wait()
        done.put_nowait(event.envelope.id)

    await harness.consumers(counting(slow))
    in_hand = await harness.send_event("a")
    await begun.wait()
    waits = await harness.send_event("a")
    await asyncio.sleep(_REST_S / 2)  # by now the broker was asked for the other partition alone
    go_on.set()
    assert [await done.get(), await done.get()] == [in_hand, waits]
    sent = monotonic()
    last = await harness.send_event("a")
    assert await asyncio.wait_for(done.get(), 10) == last
    assert monotonic() - sent < _REST_S

"""Partitions move, the broker drops a member, a stop comes before the work is done: every effect still comes once."""

import asyncio

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaConnectionError
from aiokafka.partitioner import DefaultPartitioner
from aiokafka.protocol.group import LeaveGroupRequest
from prometheus_client import REGISTRY

from shared.messaging.consumers import Consumers
from shared.messaging.progress import caught_up, progress
from shared.messaging.subscriptions import BatchSubscription
from shared.testing.proxy import Proxy

from .harness import as_they_are
from .tally import TOPIC, count, counting, kafka_settings, until


async def test_consumers_that_could_not_reach_the_broker_can_be_started_again(harness):
    host, _, port = harness.settings.kafka_bootstrap_servers.rpartition(":")
    await harness.send_event("a")
    async with Proxy(host, int(port)) as proxy:
        settings = kafka_settings(f"127.0.0.1:{proxy.port}", harness.settings.kafka_topic_prefix)
        consumers = Consumers("tally", settings, subscriptions=[counting()], units=harness.units)
        harness.running.append(consumers)
        await proxy.cut()
        with pytest.raises(KafkaConnectionError):
            await consumers.start()

        await proxy.restore()
        await consumers.start()
        await harness.counted("a", 1)


async def test_a_partition_that_moves_while_its_records_fail_is_done_by_its_new_reader(harness):
    keys = [f"k{number}" for number in range(12)]
    reading, moved, mended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def fail_on_both_partitions(uow, records):
        if len({record.partition for record in records}) == 2 and not mended.is_set():
            reading.set()
            await moved.wait()
            raise ConnectionRefusedError
        for record in records:
            await uow.tally.add(record.key.decode(), 1)

    first = await harness.consumers(BatchSubscription(TOPIC, fail_on_both_partitions, as_they_are))
    rounds = 0
    while not reading.is_set():
        await asyncio.gather(*(harness.send_event(key) for key in keys))
        rounds += 1
        await asyncio.sleep(0.1)
    second = await harness.consumers()
    await until(lambda: _holds(second, 1))
    await until(lambda: _holds(first, 1))
    moved.set()
    await until(lambda: _fails(first))
    mended.set()

    for key in keys:
        await harness.counted(key, rounds)
    assert await harness.dead_letters() == []


@pytest.mark.soak
async def test_who_is_done_with_its_own_partitions_has_not_caught_up_while_another_is_behind(harness):
    go_on = asyncio.Event()

    async def wait_and_count(uow, records):
        await go_on.wait()
        for record in records:
            await uow.tally.add(record.key.decode(), 1)

    quick = await harness.consumers()
    slow = await harness.consumers(BatchSubscription(TOPIC, wait_and_count, as_they_are))
    await until(lambda: _holds(quick, 1))
    await until(lambda: _holds(slow, 1))
    await until(lambda: caught_up(quick, TOPIC))

    keys = [f"k{number}" for number in range(12)]
    for key in keys:
        await harness.send_event(key)
    for key in [key for key in keys if await _is_of(quick, harness, key)]:
        await harness.counted(key, 1)
    await until(lambda: _has_no_lag(quick))
    assert not await caught_up(quick, TOPIC)

    go_on.set()
    for key in keys:
        await harness.counted(key, 1)
    await until(lambda: caught_up(quick, TOPIC))


async def test_what_a_dropped_member_did_is_not_done_again(harness):
    handling, dropped = asyncio.Event(), asyncio.Event()

    async def wait_until_dropped(uow, event):
        handling.set()
        await dropped.wait()
        await count(uow, event)

    duplicates = _duplicates()
    consumers = await harness.consumers(counting(wait_until_dropped))
    await harness.send_event("a")
    await handling.wait()
    await _drop_members(harness, consumers)
    dropped.set()

    async def came_again() -> bool:
        return _duplicates() > duplicates

    await until(came_again)
    await harness.send_event("last")
    await harness.counted("last", 1)
    assert await harness.total("a") == 1


async def test_work_that_outlasts_the_drain_time_commits_no_offset_and_counts_once(harness):
    handling, stopped = asyncio.Event(), asyncio.Event()

    async def outlast(uow, event):
        handling.set()
        try:
            await stopped.wait()
        except asyncio.CancelledError:  # as a library does that swallows it
            await stopped.wait()
        await count(uow, event)

    duplicates = _duplicates()
    consumers = Consumers(
        "tally", harness.settings, subscriptions=[counting(outlast)], units=harness.units, drain_timeout_s=0.1
    )
    await consumers.start()
    await harness.send_event("a")
    await handling.wait()
    await consumers.stop()
    stopped.set()
    await harness.counted("a", 1)

    await harness.consumers()
    await harness.send_event("last")
    await harness.counted("last", 1)

    async def came_again() -> bool:
        return _duplicates() == duplicates + 1

    await until(came_again)
    assert await harness.total("a") == 1


async def _holds(consumers: Consumers, partitions: int) -> bool:
    return len(consumers.readings[TOPIC].subscriber.consumer.assignment()) == partitions


async def _is_of(consumers: Consumers, harness, key: str) -> bool:
    """Whether these consumers read the partition that has this key."""
    name = harness.settings.kafka_topic_prefix + TOPIC
    partitions = sorted(await harness.producer.partitions_for(name))
    partition = DefaultPartitioner()(key.encode(), partitions, partitions)
    return partition in {own.partition for own in consumers.readings[TOPIC].subscriber.consumer.assignment()}


async def _has_no_lag(consumers: Consumers) -> bool:
    (own,) = await progress(consumers)
    return own.lag == 0


async def _fails(consumers: Consumers) -> bool:
    return consumers.readings[TOPIC].failing_since is not None


def _duplicates() -> float:
    labels = {"topic": TOPIC, "outcome": "duplicate"}
    return REGISTRY.get_sample_value("flankerend_messages_processed_total", labels) or 0.0


async def _drop_members(harness, consumers: Consumers) -> None:
    """Let the broker forget who reads, as it does with a member it has not heard of for too long."""
    group = consumers.readings[TOPIC].subscriber.group_id
    address = harness.settings.kafka_bootstrap_servers
    admin, client = AIOKafkaAdminClient(bootstrap_servers=address), AIOKafkaClient(bootstrap_servers=address)
    await admin.start()
    await client.bootstrap()
    try:
        (answer,) = await admin.describe_consumer_groups([group])
        ((_, _, _, _, _, members, *_),) = answer.groups
        for member_id, *_ in members:
            await client.send(client.get_random_node(), LeaveGroupRequest(group, member_id))
    finally:
        await client.close()
        await admin.close()

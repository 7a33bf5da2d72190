"""Topics that are read in batches: the next batch is made out while one is stored, and none overtakes another."""

import asyncio
from random import Random

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError

from shared.messaging.progress import caught_up
from shared.messaging.subscriptions import BatchSubscription

from .harness import QUICK, as_they_are
from .tally import TOPIC


class Counting:
    """Counts the keys of batches of two records; what is stored waits for ``gate``."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.read: list[list[str]] = []
        self.stored: list[list[str]] = []
        self.failures = 0

    def subscription(self) -> BatchSubscription:
        return BatchSubscription(TOPIC, self.store, self.make_out, max_records=2)

    async def make_out(self, records):
        self.read.append([record.value.decode() for record in records])
        return self.read[-1]

    async def store(self, uow, keys):
        await self.gate.wait()
        if self.failures:
            self.failures -= 1
            raise ConnectionResetError
        for key in keys:
            await uow.tally.add(key, 1)
        self.stored.append(keys)


async def _send(harness, *keys: str) -> None:
    for key in keys:
        await harness.send(key.encode(), key=b"the same partition")


async def test_the_next_batch_is_made_out_while_one_is_stored(harness):
    counting = Counting()
    await _send(harness, "a", "b", "c", "d", "e", "f")
    await harness.consumers(counting.subscription())

    async with asyncio.timeout(10):
        while len(counting.read) < 2:
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)
    assert counting.read == [["a", "b"], ["c", "d"]], "one ahead, and no further"
    assert counting.stored == []
    counting.gate.set()
    await harness.counted("f", 1)
    assert counting.stored == [["a", "b"], ["c", "d"], ["e", "f"]]


async def test_a_batch_that_fails_is_not_overtaken_by_the_one_that_was_made_out_meanwhile(harness):
    counting = Counting()
    counting.failures = QUICK.attempts
    await _send(harness, "a", "b", "c", "d", "e", "f")
    await harness.consumers(counting.subscription())
    counting.gate.set()
    await harness.counted("f", 1)

    assert counting.stored == [["a", "b"], ["c", "d"], ["e", "f"]]
    for key in "abcdef":
        assert await harness.total(key) == 1


async def test_a_batch_at_hand_is_read_again_when_it_is_not_known_where_its_partition_is_read_next(
    harness, monkeypatch
):
    position, asked = AIOKafkaConsumer.position, False

    async def not_known_at_first(consumer, partition):
        nonlocal asked
        if not asked:
            asked = True
            raise KafkaError
        return await position(consumer, partition)

    monkeypatch.setattr(AIOKafkaConsumer, "position", not_known_at_first)
    counting = Counting()
    counting.failures = QUICK.attempts
    for partition in (0, 0, 1, 1):
        await harness.send_to(partition, f"p{partition}".encode())
    await harness.consumers(counting.subscription())
    async with asyncio.timeout(10):
        while len(counting.read) < 2:
            await asyncio.sleep(0.02)
    counting.gate.set()
    await harness.counted("p0", 2)
    await harness.counted("p1", 2)
    assert asked


async def test_a_batch_that_fails_while_no_other_is_at_hand_is_read_again(harness):
    counting = Counting()
    counting.failures = QUICK.attempts
    counting.gate.set()
    await _send(harness, "a", "b")
    await harness.consumers(counting.subscription())
    await harness.counted("b", 1)

    assert counting.stored == [["a", "b"]]


async def test_however_often_batches_fail_each_record_counts_once(harness):
    random, keys = Random(3), [f"k{number}" for number in range(40)]

    async def store(uow, records):
        for record in records:
            await uow.tally.add(record.key.decode(), 1)
        if random.random() < 0.6:
            raise ConnectionResetError

    for _ in range(5):
        for key in keys:
            await harness.send(b"-", key=key.encode())
    await harness.consumers(BatchSubscription(TOPIC, store, as_they_are, max_records=7))
    for key in keys:
        await harness.counted(key, 5)
    assert await harness.dead_letters() == []


async def test_a_graceful_stop_stores_the_batch_at_hand_and_leaves_the_next_for_later(harness):
    counting = Counting()
    await _send(harness, "a", "b", "c", "d")
    consumers = await harness.consumers(counting.subscription())
    async with asyncio.timeout(10):
        while len(counting.read) < 2:
            await asyncio.sleep(0.02)
    stopping = asyncio.create_task(consumers.stop())
    await asyncio.sleep(0.1)
    counting.gate.set()
    await stopping
    assert counting.stored == [["a", "b"]]

    later = Counting()
    later.gate.set()
    await harness.consumers(later.subscription())
    await harness.counted("d", 1)
    assert later.stored == [["c", "d"]], "what was stored had been committed"


async def test_a_batch_that_cannot_be_made_out_costs_the_record_to_blame_alone(harness):
    counting = Counting()
    counting.gate.set()
    make_out = counting.make_out

    async def stumbling(records):
        if any(record.value == b"bad" for record in records):
            raise ValueError("secret")
        return await make_out(records)

    await _send(harness, "a", "bad", "b")
    await harness.consumers(BatchSubscription(TOPIC, counting.store, stumbling, max_records=10))
    await harness.counted("b", 1)

    (letter,) = await harness.dead_letters()
    assert letter.value == b"bad"
    assert await harness.total("a") == 1


class Weighing:
    """Counts the keys of batches, each of whose records is large, and how much a batch weighs."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.weights: list[int] = []
        self.stored: list[tuple[int, str]] = []

    def subscription(self) -> BatchSubscription:
        return BatchSubscription(TOPIC, self.store, as_they_are)

    async def store(self, uow, records):
        if self.failures:
            self.failures -= 1
            raise ConnectionResetError
        self.weights.append(sum(len(record.value) for record in records))
        for record in records:
            await uow.tally.add(record.key.decode(), 1)
            self.stored.append((record.partition, record.key.decode()))


_LARGE = b"x" * 300_000


async def test_a_batch_of_large_records_weighs_two_mebibytes_at_most(harness):
    weighing, keys = Weighing(), [f"k{number:02}" for number in range(40)]
    for key in keys:
        await harness.send(_LARGE, key=key.encode())
    await harness.consumers(weighing.subscription())
    for key in keys:
        await harness.counted(key, 1)

    assert max(weighing.weights) <= 2 * 1024 * 1024
    assert len(weighing.weights) < len(keys) / 2, "as many as may be at once"


async def test_no_more_is_taken_at_once_than_a_batch_weighs(harness):
    keys = [f"k{number:03}" for number in range(160)]
    for key in keys:
        await harness.send(_LARGE, key=key.encode())
    at_once: list[int] = []
    weighing = Weighing()

    async def make_out(records):
        at_once.append(consumers.readings[TOPIC].waiting)
        return records

    consumers = await harness.consumers(BatchSubscription(TOPIC, weighing.store, make_out))
    for key in keys:
        await harness.counted(key, 1)

    known = next(place for place, number in enumerate(at_once) if number <= 6)
    assert max(at_once[known:]) * len(_LARGE) <= 2 * 1024 * 1024


async def test_a_batch_that_fails_is_not_overtaken_by_the_rest_of_what_was_fetched_with_it(harness):
    weighing, keys = Weighing(QUICK.attempts), [f"k{number:02}" for number in range(40)]
    for key in keys:
        await harness.send(_LARGE, key=key.encode())
    await harness.consumers(weighing.subscription())
    for key in keys:
        await harness.counted(key, 1)

    for partition in (0, 1):
        of_partition = [key for number, key in weighing.stored if number == partition]
        assert of_partition == sorted(of_partition)
    assert sorted(key for _, key in weighing.stored) == keys


async def test_records_that_are_only_being_made_out_are_not_caught_up_with(harness):
    making_out, go_on = asyncio.Event(), asyncio.Event()

    async def make_out(records):
        making_out.set()
        await go_on.wait()
        return [record.value.decode() for record in records]

    async def store(uow, keys):
        for key in keys:
            await uow.tally.add(key, 1)

    await _send(harness, "a")
    consumers = await harness.consumers(BatchSubscription(TOPIC, store, make_out))
    async with asyncio.timeout(10):
        await making_out.wait()
    async with asyncio.timeout(10):  # until the broker has told the end of the other partition too
        consumer = consumers.readings[TOPIC].subscriber.consumer
        while any(consumer.highwater(partition) is None for partition in consumer.assignment()):
            await asyncio.sleep(0.05)
    assert not await caught_up(consumers, TOPIC)
    go_on.set()
    await harness.counted("a", 1)
    async with asyncio.timeout(10):
        while not await caught_up(consumers, TOPIC):
            await asyncio.sleep(0.05)

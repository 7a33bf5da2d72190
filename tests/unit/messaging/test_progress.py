"""Progress is told at any moment, also while partitions come and go."""

import asyncio
from types import SimpleNamespace

from aiokafka import TopicPartition
from aiokafka.errors import IllegalStateError, KafkaConnectionError

from shared.messaging.progress import caught_up, progress
from shared.messaging.reading import Reading

FIRST, SECOND = TopicPartition("t", 0), TopicPartition("t", 1)


class Consumer:
    """A consumer as aiokafka's answers: asked for a partition that it does not hold, it raises."""

    def __init__(self, ends: dict[TopicPartition, int | None], position: int = 0) -> None:
        self.ends = ends
        self._position = position

    def assignment(self):
        return frozenset(self.ends)

    def last_poll_timestamp(self, partition):
        assert partition in self.ends, "Partition is not assigned"

    def highwater(self, partition):
        assert partition in self.ends, "Partition is not assigned"
        return self.ends[partition]

    async def position(self, partition):
        if partition not in self.ends:
            raise IllegalStateError
        return self._position


class LosingConsumer(Consumer):
    """Loses all its partitions as soon as a position is asked for."""

    async def position(self, partition):
        self.ends.clear()
        return await super().position(partition)


class SilentConsumer(Consumer):
    """Waits for the broker to tell where it is."""

    async def position(self, partition):
        await asyncio.Event().wait()


async def progress_of(consumer: Consumer | None, **so_far):
    reading = Reading("t", SimpleNamespace(handled=0), prefix="", stopping=asyncio.Event())
    reading.subscriber = SimpleNamespace(consumer=consumer, tasks=[])
    for name, value in so_far.items():
        setattr(reading, name, value)
    (told,) = await progress(SimpleNamespace(readings={"t": reading}))
    return told


async def test_lag_is_what_the_broker_has_beyond_what_was_taken():
    assert (await progress_of(Consumer({FIRST: 12, SECOND: 9}, position=9))).lag == 3


async def test_records_in_hand_are_not_done_yet():
    assert (await progress_of(Consumer({FIRST: 9}, position=9), busy_since=1.0, in_hand=4)).lag == 4


async def test_before_the_broker_has_told_its_end_a_partition_counts_without_lag():
    told = await progress_of(Consumer({FIRST: None, SECOND: 7}))
    assert (told.partitions, told.lag, told.idle_s) == (2, 7, 0.0)


async def test_partitions_lost_while_they_are_asked_after_count_without_lag():
    assert (await progress_of(LosingConsumer({FIRST: 7, SECOND: 7}))).lag == 0


async def test_a_broker_that_does_not_answer_holds_up_nobody():
    async with asyncio.timeout(5):
        assert (await progress_of(SilentConsumer({FIRST: 7}))).lag == 0


async def test_a_topic_not_read_yet_has_no_partitions():
    told = await progress_of(None)
    assert (told.running, told.partitions, told.lag) == (False, 0, 0)


class SharingConsumer(Consumer):
    """Holds the first partition of a topic; another process holds the second, and has done so many of its records."""

    def __init__(self, done_elsewhere: int | None, *, ends_elsewhere: int = 5, away: bool = False) -> None:
        super().__init__({FIRST: 3}, position=3)
        self._done, self._ends, self._away = done_elsewhere, ends_elsewhere, away

    def partitions_for_topic(self, topic):
        return {0, 1}

    async def end_offsets(self, partitions):
        if self._away:
            raise KafkaConnectionError
        return dict.fromkeys(partitions, self._ends)

    async def beginning_offsets(self, partitions):
        return dict.fromkeys(partitions, 0)

    async def committed(self, partition):
        return self._done


async def is_caught_up(consumer: Consumer | None) -> bool:
    reading = Reading("t", SimpleNamespace(handled=0), prefix="", stopping=asyncio.Event())
    tasks = [SimpleNamespace(done=lambda: False)]
    reading.subscriber = SimpleNamespace(consumer=consumer, tasks=tasks) if consumer else None
    return await caught_up(SimpleNamespace(readings={"t": reading}), "t")


async def test_a_topic_is_caught_up_once_others_have_done_theirs_too():
    assert await is_caught_up(SharingConsumer(5))
    assert not await is_caught_up(SharingConsumer(2))
    assert not await is_caught_up(SharingConsumer(None))
    assert await is_caught_up(SharingConsumer(None, ends_elsewhere=0))


async def test_nobody_knows_while_the_broker_is_away_or_has_not_answered():
    assert not await is_caught_up(SharingConsumer(5, away=True))
    assert not await is_caught_up(Consumer({FIRST: None}))
    assert not await is_caught_up(None)

"""One topic being read: its records are handled, and what is done is committed, and nothing else."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import IllegalStateError, KafkaError

from shared.messaging.batch_handling import BatchHandling
from shared.messaging.event_handling import EventHandling
from shared.messaging.record import Record, parted
from shared.runtime.logging import get_logger

_PAUSE_AFTER_FAILURE_S = 1.0

# Making records of a fetched batch holds the loop: the batch before it is with the database by then.
_HEAD_START_S = 0.025

# One record may hold one mark or 500: what bounds a batch beside the number of its records. 5,000 marks are half of it.
_MOST_BYTES = 2 * 1024 * 1024

# What records weigh is not known before some were there.
FIRST_RECORDS = 50

Records = Sequence[ConsumerRecord[Any, Any]]


class Reading:
    """One topic and what handles its records.

    Offsets are committed per partition, up to the last record that is done. After a failure each partition is read
    again from the first record that is not done. In a topic that is read in batches, the next batch is made out while
    a batch is stored. A batch has up to 2 MiB, or a single record.
    """

    def __init__(
        self,
        topic: str,
        handling: EventHandling | BatchHandling,
        *,
        prefix: str,
        stopping: asyncio.Event,
        max_records: int = FIRST_RECORDS,
        can_wait: bool = False,
    ) -> None:
        self.topic = topic
        self.handling = handling
        self.subscriber: Any = None
        self.busy_since: float | None = None
        self.failing_since: float | None = None
        self.in_hand = 0
        self.waiting = 0
        self.can_wait = can_wait
        self._max_records = max_records
        self._prefix = prefix
        self._stopping = stopping
        self._storing: asyncio.Task[bool] | None = None
        self._undone: dict[TopicPartition, int] = {}

    @property
    def first_records(self) -> int:
        """How many records to fetch at first. Later batches of a topic that is read in batches go by their weight."""
        of_batches = isinstance(self.handling, BatchHandling)
        return min(self._max_records, FIRST_RECORDS) if of_batches else self._max_records

    def left(self) -> int:
        """Records that were fetched and are not done."""
        in_hand = self.in_hand - self.handling.handled if self.busy_since is not None else 0
        return self.waiting + in_hand

    async def take(self, records: Records) -> None:
        """Handle records that were fetched."""
        self.waiting = len(records)
        try:
            if isinstance(self.handling, EventHandling):
                await self._do(records, self.handling.handle(self._without_prefix(records)))
            else:
                await self._take_in_batches(records, self.handling)
        except Exception:
            self._go_back(records)
            raise
        finally:
            self.waiting = 0

    async def _take_in_batches(self, records: Records, handling: BatchHandling) -> None:
        # Compressed they were light to fetch, and all that is taken at once is in memory whole.
        self.subscriber.max_records = _number_of_a_batch(records, self._max_records)
        went_back = False
        for part in parted(records, _MOST_BYTES):
            batch = await handling.read(self._without_prefix(part))
            went_back = not await self.drained() or went_back
            if self._stopping.is_set():
                return
            kept = await self._without_early(part) if went_back else part
            self.waiting -= len(part) - len(kept)
            plain = self._without_prefix(kept)
            if len(kept) < len(part):
                batch = await handling.read(plain)
            if kept:
                self._storing = asyncio.create_task(self._do(kept, handling.store(plain, batch)))
                await asyncio.wait((self._storing,), timeout=_HEAD_START_S)

    async def drained(self) -> bool:
        """Wait until the batch at hand is stored; False if that failed."""
        storing, self._storing = self._storing, None
        return await storing if storing else True

    async def _do(self, records: Records, handling: Awaitable[None]) -> bool:
        """Handle records and commit; False if some are not done and are read again."""
        self.in_hand, self.busy_since = len(records), monotonic()
        self.waiting -= len(records)
        try:
            await handling
            self.failing_since = None
        except Exception as error:
            self.failing_since = self.failing_since or monotonic()
            get_logger().warning("consumer.paused", topic=self.topic, exc_info=error)
            await self._settle(records)
            await self._pause()
            return False
        else:
            await self._settle(records)
            return True
        finally:
            self.busy_since = None

    async def _settle(self, records: Records) -> None:
        """Commit what was handled. Of each partition, go back to the first record that was not."""
        consumer = self.subscriber.consumer
        if consumer is None:
            return
        done = records[: self.handling.handled]
        assigned = consumer.assignment()
        commits = {_partition(record): record.offset + 1 for record in done}
        for partition in commits:
            self._undone.pop(partition, None)
        self._go_back(records[len(done) :])
        commits = {partition: offset for partition, offset in commits.items() if partition in assigned}
        try:
            if commits:
                await consumer.commit(commits)
        except KafkaError as error:  # the records come again, and their effects do not
            get_logger().warning("consumer.commit_failed", topic=self.topic, exc_info=error)

    def _go_back(self, records: Records) -> None:
        """Have these records read again, after those before them that are to be read again too."""
        consumer = self.subscriber.consumer
        for partition, offset in _first_offsets(records).items():
            self._undone[partition] = min(offset, self._undone.get(partition, offset))
            if consumer is not None and partition in consumer.assignment():
                consumer.seek(partition, self._undone[partition])

    async def _without_early(self, records: Records) -> Records:
        """These records without those fetched before their partition went back: those come again, in their turn."""
        early = {
            partition
            for partition, offset in _first_offsets(records).items()
            if await self._next_offset(partition) <= offset
        }
        return tuple(record for record in records if _partition(record) not in early)

    async def _next_offset(self, partition: TopicPartition) -> int:
        """The offset from which a partition is read next; -1 if another process reads it."""
        try:
            return int(await self.subscriber.consumer.position(partition))
        except IllegalStateError:
            return -1

    def _without_prefix(self, records: Records) -> Sequence[Record]:
        if not self._prefix:
            return records
        return [replace(record, topic=self.topic) for record in records]

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), _PAUSE_AFTER_FAILURE_S)
        except TimeoutError:
            return


def _number_of_a_batch(like: Records, most: int) -> int:
    """How many records, 1 to `most`, weigh what a batch may when they are like these."""
    weight = sum(len(record.value or b"") for record in like)
    return max(1, min(most, _MOST_BYTES * len(like) // max(weight, 1)))


def _first_offsets(records: Records) -> dict[TopicPartition, int]:
    first: dict[TopicPartition, int] = {}
    for record in records:
        first.setdefault(_partition(record), record.offset)
    return first


def _partition(record: ConsumerRecord[Any, Any]) -> TopicPartition:
    return TopicPartition(record.topic, record.partition)

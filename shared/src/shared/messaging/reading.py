"""One topic being read: its records are handled, and what is done is committed, and nothing else."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import IllegalStateError, KafkaError

from shared.messaging.handling import BatchHandling, EventHandling
from shared.messaging.record import Record
from shared.runtime.logging import get_logger

_PAUSE_AFTER_FAILURE_S = 1.0

# Making records of a fetched batch holds the loop: the batch before it is with the database by then.
_HEAD_START_S = 0.025

Records = Sequence[ConsumerRecord[Any, Any]]


class Reading:
    """One topic and what handles its records.

    Offsets are committed per partition up to the last record that is done; after a failure each partition is read
    again from the first that is not. Of a topic that is read in batches the next batch is made out while one is stored.
    """

    def __init__(
        self, topic: str, handling: EventHandling | BatchHandling, *, prefix: str, stopping: asyncio.Event
    ) -> None:
        self.topic = topic
        self.handling = handling
        self.subscriber: Any = None
        self.busy_since: float | None = None
        self.failing_since: float | None = None
        self.in_hand = 0
        self._prefix = prefix
        self._stopping = stopping
        self._storing: asyncio.Task[bool] | None = None

    def left(self) -> int:
        """Records in hand that are not done."""
        return self.in_hand - self.handling.handled if self.busy_since is not None else 0

    async def take(self, records: Records) -> None:
        """Handle records that were fetched."""
        own = self._without_prefix(records)
        if isinstance(self.handling, EventHandling):
            await self._do(records, self.handling.handle(own))
            return
        batch = await self.handling.read(own)
        all_done = await self.drained()
        if self._stopping.is_set():
            return
        if not all_done:
            records = await self._without_early(records)
            own = self._without_prefix(records)
            batch = await self.handling.read(own)
        if records:
            self._storing = asyncio.create_task(self._do(records, self.handling.store(own, batch)))
            await asyncio.wait((self._storing,), timeout=_HEAD_START_S)

    async def drained(self) -> bool:
        """Wait until the batch that is being stored is done; false when it failed."""
        storing, self._storing = self._storing, None
        return await storing if storing else True

    async def _do(self, records: Records, handling: Awaitable[None]) -> bool:
        """Handle records and commit; false when some were not done and are read again."""
        self.in_hand, self.busy_since = len(records), monotonic()
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
        """Commit what was handled, and go back to the first record of each partition that was not."""
        consumer = self.subscriber.consumer
        if consumer is None:
            return
        done = records[: self.handling.handled]
        assigned = consumer.assignment()
        for partition, offset in _first_offsets(records[len(done) :]).items():
            if partition in assigned:
                consumer.seek(partition, offset)
        commits = {_partition(record): record.offset + 1 for record in done}
        commits = {partition: offset for partition, offset in commits.items() if partition in assigned}
        try:
            if commits:
                await consumer.commit(commits)
        except KafkaError as error:  # the records come again, and their effects do not
            get_logger().warning("consumer.commit_failed", topic=self.topic, exc_info=error)

    async def _without_early(self, records: Records) -> Records:
        """These records without those that were fetched before their partition went back: they come again, in turn."""
        early = {
            partition
            for partition, offset in _first_offsets(records).items()
            if await self._next_offset(partition) <= offset
        }
        return tuple(record for record in records if _partition(record) not in early)

    async def _next_offset(self, partition: TopicPartition) -> int:
        """From where a partition is read next; -1 when it is read by another."""
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


def _first_offsets(records: Records) -> dict[TopicPartition, int]:
    first: dict[TopicPartition, int] = {}
    for record in records:
        first.setdefault(_partition(record), record.offset)
    return first


def _partition(record: ConsumerRecord[Any, Any]) -> TopicPartition:
    return TopicPartition(record.topic, record.partition)

"""Reads topics through FastStream and commits what was handled, and nothing else.

FastStream acknowledges a whole batch or none and drops records with unusable headers before a handler sees them.
So its parser is replaced by one that leaves records alone, and offsets are committed here, per partition, up to the
last record that is done.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaMessage

from shared.messaging.handling import BatchHandling, EventHandling, Retries
from shared.messaging.record import Record
from shared.messaging.security import broker_security, servers
from shared.messaging.subscriptions import AnySubscription, BatchSubscription
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.logging import get_logger
from shared.runtime.settings import KafkaSettings

_PAUSE_AFTER_FAILURE_S = 1.0
_POLL_MS = 25
_MAX_FETCH_BYTES = 8 * 1024 * 1024


@dataclass(slots=True)
class Reading:
    """One topic being read: what handles its records, and how far it is."""

    topic: str
    handling: EventHandling | BatchHandling
    subscriber: Any = None
    busy_since: float | None = None
    failing_since: float | None = None
    in_hand: int = 0

    def left(self) -> int:
        """Records in hand that are not done."""
        return self.in_hand - self.handling.handled if self.busy_since is not None else 0


# It warns, without text, that topics are not created by it; that they aren't is our intent.
logging.getLogger("faststream").setLevel(logging.ERROR)


class Consumers:
    """All of a service's subscriptions; each topic has a consumer group of its own, ``<service>.<topic>``."""

    def __init__(
        self,
        service: str,
        settings: KafkaSettings,
        subscriptions: Sequence[AnySubscription],
        units: UnitOfWorkFactory[Any],
        *,
        retries: Retries | None = None,
        drain_timeout_s: float = 15.0,
    ) -> None:
        self._service = service
        self._settings = settings
        self._subscriptions = subscriptions
        self._drain_timeout_s = drain_timeout_s
        self._broker: KafkaBroker | None = None
        self._stopping = asyncio.Event()
        self.readings = {
            subscription.topic: Reading(subscription.topic, self._handling(subscription, units, retries))
            for subscription in subscriptions
        }

    async def start(self) -> None:
        """Connect and begin to read. Raises KafkaError or OSError while the broker is away."""
        broker = self._new_broker()
        try:
            await broker.start()
        except BaseException:
            await broker.stop()
            raise
        self._broker = broker

    async def stop(self) -> None:
        """Finish the records at hand, up to the drain time, and leave the groups."""
        self._stopping.set()
        if self._broker is not None:
            await self._broker.stop()
            self._broker = None

    def _handling(
        self, subscription: AnySubscription, units: UnitOfWorkFactory[Any], retries: Retries | None
    ) -> EventHandling | BatchHandling:
        if isinstance(subscription, BatchSubscription):
            return BatchHandling(subscription, units, retries)
        return EventHandling(subscription, units, f"{self._service}.{subscription.topic}", retries)

    def _new_broker(self) -> KafkaBroker:
        broker = KafkaBroker(
            servers(self._settings),
            client_id=f"flankerend-{self._service}",
            security=broker_security(self._settings),
            consumer_only=True,
            allow_auto_create_topics=False,
            apply_types=False,
            graceful_timeout=self._drain_timeout_s,
            logger=logging.getLogger("faststream"),
            log_level=logging.DEBUG,
        )
        for subscription in self._subscriptions:
            self._subscribe(broker, subscription)
        return broker

    def _subscribe(self, broker: KafkaBroker, subscription: AnySubscription) -> None:
        prefix = self._settings.kafka_topic_prefix
        reading = self.readings[subscription.topic]
        subscriber = broker.subscriber(
            prefix + subscription.topic,
            group_id=f"{prefix}{self._service}.{subscription.topic}",
            batch=True,
            max_records=subscription.max_records,
            batch_timeout_ms=_POLL_MS,
            max_partition_fetch_bytes=_MAX_FETCH_BYTES,
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.MANUAL,
            no_reply=True,
            parser=_leave_alone,
            decoder=_records_of,
        )
        reading.subscriber = subscriber

        @subscriber
        async def read(records: tuple[ConsumerRecord[Any, Any], ...]) -> None:
            await self._read(reading, records)

    async def _read(self, reading: Reading, records: Sequence[ConsumerRecord[Any, Any]]) -> None:
        reading.in_hand, reading.busy_since = len(records), monotonic()
        try:
            await reading.handling.handle(self._without_prefix(reading.topic, records))
            reading.failing_since = None
        except Exception as error:
            reading.failing_since = reading.failing_since or monotonic()
            get_logger().warning("consumer.paused", topic=reading.topic, exc_info=error)
            await self._settle(reading, records)
            await self._pause()
        else:
            await self._settle(reading, records)
        finally:
            reading.busy_since = None

    async def _settle(self, reading: Reading, records: Sequence[ConsumerRecord[Any, Any]]) -> None:
        """Commit what was handled; go back to the first record of each partition that was not."""
        consumer = reading.subscriber.consumer
        if consumer is None:
            return
        done = records[: reading.handling.handled]
        commits = {_partition(record): record.offset + 1 for record in done}
        rewinds: dict[TopicPartition, int] = {}
        for record in records[len(done) :]:
            rewinds.setdefault(_partition(record), record.offset)
        assigned = consumer.assignment()
        for partition, offset in rewinds.items():
            if partition in assigned:
                consumer.seek(partition, offset)
        commits = {partition: offset for partition, offset in commits.items() if partition in assigned}
        try:
            if commits:
                await consumer.commit(commits)
        except KafkaError as error:  # the records come again, and their effects do not
            get_logger().warning("consumer.commit_failed", topic=reading.topic, exc_info=error)

    def _without_prefix(self, topic: str, records: Sequence[ConsumerRecord[Any, Any]]) -> Sequence[Record]:
        if not self._settings.kafka_topic_prefix:
            return records
        return [replace(record, topic=topic) for record in records]

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), _PAUSE_AFTER_FAILURE_S)
        except TimeoutError:
            return


def _partition(record: ConsumerRecord[Any, Any]) -> TopicPartition:
    return TopicPartition(record.topic, record.partition)


async def _leave_alone(records: Any, original: Any) -> KafkaMessage:
    """A message that holds the records as they came: headers that can't be decoded must not lose a record."""
    message: KafkaMessage = await original((replace(records[0], headers=()),))
    message.raw_message = records
    return message


async def _records_of(message: KafkaMessage) -> Any:
    return message.raw_message

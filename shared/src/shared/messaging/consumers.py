"""Reads topics through FastStream.

FastStream acknowledges a whole batch or none and drops records with unusable headers before a handler sees them.
So its parser is replaced by one that leaves records alone, and offsets are committed by ``Reading``.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiokafka import ConsumerRecord
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaMessage

from shared.messaging.connecting import saying_why
from shared.messaging.fetching import connect_carefully
from shared.messaging.handling import BatchHandling, EventHandling, Retries
from shared.messaging.reading import FIRST_RECORDS, Reading
from shared.messaging.security import broker_security, servers
from shared.messaging.subscriptions import AnySubscription, BatchSubscription
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.settings import KafkaSettings

_POLL_MS = 25
_MAX_FETCH_BYTES = 8 * 1024 * 1024

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
        self._units = units
        self._retries = retries
        self._drain_timeout_s = drain_timeout_s
        self._broker: KafkaBroker | None = None
        self._stopping = asyncio.Event()
        self.readings = {
            subscription.topic: Reading(
                subscription.topic,
                self._handling(subscription),
                prefix=settings.kafka_topic_prefix,
                stopping=self._stopping,
                max_records=subscription.max_records,
            )
            for subscription in subscriptions
        }

    async def start(self) -> None:
        """Connect and begin to read. Raises KafkaError or OSError while the broker is away."""
        broker = self._new_broker()
        try:
            async with saying_why(self._settings):
                await connect_carefully(broker)
                await broker.start()
        except BaseException:
            await broker.stop()
            raise
        self._broker = broker

    async def stop(self) -> None:
        """Finish the records at hand, up to the drain time, and leave the groups."""
        self._stopping.set()
        await self._store_what_is_at_hand()
        if self._broker is not None:
            await self._broker.stop()
            self._broker = None

    def handlings(self) -> dict[str, EventHandling | BatchHandling]:
        """By topic, how its records are handled beside the reading; what is done here says nothing of offsets."""
        return {subscription.topic: self._handling(subscription) for subscription in self._subscriptions}

    async def _store_what_is_at_hand(self) -> None:
        storing = [asyncio.create_task(reading.drained()) for reading in self.readings.values()]
        _, late = await asyncio.wait(storing, timeout=self._drain_timeout_s)
        for task in late:
            task.cancel()

    def _handling(self, subscription: AnySubscription) -> EventHandling | BatchHandling:
        if isinstance(subscription, BatchSubscription):
            return BatchHandling(subscription, self._units, self._retries)
        return EventHandling(subscription, self._units, f"{self._service}.{subscription.topic}", self._retries)

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
            max_records=_first_records(subscription),
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
            await reading.take(records)


def _first_records(subscription: AnySubscription) -> int:
    """How many records to fetch at first; of a topic that is read in batches later ones go by what they weigh."""
    of_batches = isinstance(subscription, BatchSubscription)
    return min(subscription.max_records, FIRST_RECORDS) if of_batches else subscription.max_records


async def _leave_alone(records: Any, original: Any) -> KafkaMessage:
    """A message that holds the records as they came: headers that can't be decoded must not lose a record."""
    message: KafkaMessage = await original((replace(records[0], headers=()),))
    message.raw_message = records
    return message


async def _records_of(message: KafkaMessage) -> Any:
    return message.raw_message

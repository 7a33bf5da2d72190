"""Reads topics through FastStream.

FastStream acknowledges whole batches only, and drops records with unusable headers before a handler sees them. So a
parser of our own leaves records alone, and ``Reading`` commits offsets.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from aiokafka import ConsumerRecord
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaMessage

from shared.messaging.batch_handling import BatchHandling
from shared.messaging.connecting import saying_why
from shared.messaging.event_handling import EventHandling
from shared.messaging.fetching import connect_carefully
from shared.messaging.reading import Reading
from shared.messaging.retries import Retries
from shared.messaging.security import broker_security, servers
from shared.messaging.subscriptions import AnySubscription, BatchSubscription, Subscription
from shared.messaging.unit_of_work import AnyUnitOfWork, UnitOfWorkFactory
from shared.runtime.settings import KafkaSettings

U = TypeVar("U", bound=AnyUnitOfWork)

# How long the broker holds a request for which there are no records yet; it answers at once when there are. A reader
# that goes back to an earlier record waits for that answer, and so does what else is asked on this connection.
_HOLD_MS = 2_000

# Where events can wait, it gathers them for so long, unless there are so many bytes before.
_GATHER_MS = 1_000
_WORTH_AN_ANSWER = 256 * 1024

# What is asked of a consumer waits until there are records (`CarefulConsumer`), so FastStream need not wait again.
_PAUSE_MS = 1

# aiokafka's loop that fetches is woken by all that matters to it: that it also looks by itself only costs at rest.
_LOOK_MS = 5_000

_MAX_FETCH_BYTES = 8 * 1024 * 1024

# It warns, without text, that topics are not created by it; that they aren't is our intent.
logging.getLogger("faststream").setLevel(logging.ERROR)


class Consumers:
    """All of a service's subscriptions; each topic has a consumer group of its own, ``<service>.<topic>``."""

    def __init__(
        self,
        service: str,
        settings: KafkaSettings,
        *,
        subscriptions: Sequence[AnySubscription[U]],
        units: UnitOfWorkFactory[U],
        retries: Retries | None = None,
        drain_timeout_s: float = 15.0,
    ) -> None:
        self._service = service
        self._settings = settings
        self._drain_timeout_s = drain_timeout_s
        self._broker: KafkaBroker | None = None
        self._stopping = asyncio.Event()
        self._handlings = {
            subscription.topic: partial(_handling, subscription, units, service=service, retries=retries)
            for subscription in subscriptions
        }
        self.readings = {
            subscription.topic: Reading(
                subscription.topic,
                self._handlings[subscription.topic](),
                prefix=settings.kafka_topic_prefix,
                stopping=self._stopping,
                max_records=subscription.max_records,
                can_wait=isinstance(subscription, Subscription) and subscription.can_wait,
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
        """By topic, a handling of records beside the reading; it commits no offsets."""
        return {topic: handling() for topic, handling in self._handlings.items()}

    async def _store_what_is_at_hand(self) -> None:
        storing = [asyncio.create_task(reading.drained()) for reading in self.readings.values()]
        _, late = await asyncio.wait(storing, timeout=self._drain_timeout_s)
        for task in late:
            task.cancel()

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
        for reading in self.readings.values():
            self._subscribe(broker, reading)
        return broker

    def _subscribe(self, broker: KafkaBroker, reading: Reading) -> None:
        prefix = self._settings.kafka_topic_prefix
        subscriber = broker.subscriber(
            prefix + reading.topic,
            group_id=f"{prefix}{self._service}.{reading.topic}",
            batch=True,
            max_records=reading.first_records,
            batch_timeout_ms=_PAUSE_MS,
            fetch_max_wait_ms=_GATHER_MS if reading.can_wait else _HOLD_MS,
            fetch_min_bytes=_WORTH_AN_ANSWER if reading.can_wait else 1,
            consumer_timeout_ms=_LOOK_MS,
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


def _handling(
    subscription: AnySubscription[U], units: UnitOfWorkFactory[U], *, service: str, retries: Retries | None
) -> EventHandling | BatchHandling:
    if isinstance(subscription, BatchSubscription):
        return BatchHandling(subscription, units, retries=retries)
    return EventHandling(subscription, units, consumer=f"{service}.{subscription.topic}", retries=retries)


async def _leave_alone(records: Any, original: Any) -> KafkaMessage:
    """A message that holds the records as they came: headers that can't be decoded must not lose a record."""
    message: KafkaMessage = await original((replace(records[0], headers=()),))
    message.raw_message = records
    return message


async def _records_of(message: KafkaMessage) -> Any:
    return message.raw_message

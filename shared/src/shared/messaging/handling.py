"""How records are handled: retried while that may help, parked when it can't, each exactly once in the database."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Literal, Protocol

from shared.domain.errors import DomainError
from shared.messaging import envelope as cloudevents
from shared.messaging import inbox, parsing
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.outbox import caused_by
from shared.messaging.record import Record
from shared.messaging.subscriptions import BatchSubscription, Subscription
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime import context
from shared.runtime.context import MessageContext
from shared.runtime.database import is_transient
from shared.runtime.logging import get_logger
from shared.runtime.metrics import MESSAGES

Outcome = Literal["processed", "duplicate", "ignored", "parked"]
_PERMANENT = (InvalidEvent, DomainError)


@dataclass(frozen=True, slots=True)
class Retries:
    """How often and how patiently a failing record is tried again. Pauses double from ``first_pause_s``."""

    attempts: int = 5
    first_pause_s: float = 0.1

    def pause_s(self, attempt: int) -> float:
        """The pause after the given attempt, counted from 1, with jitter."""
        return self.first_pause_s * float(2 ** (attempt - 1)) * random.uniform(0.5, 1.0)  # noqa: S311  (jitter)


class Handling(Protocol):
    """Handles the records of one topic. Raises only what a later try may mend."""

    async def handle(self, records: Sequence[Record]) -> None:
        """Handle records in order; on return each of them is done or parked."""
        ...


class EventHandling:
    """Event by event: inbox row, change and outgoing events of one event are one transaction."""

    def __init__(
        self, subscription: Subscription, units: UnitOfWorkFactory[Any], consumer: str, retries: Retries | None = None
    ) -> None:
        self._subscription = subscription
        self._handlers = {on.contract.event_type: on.handler for on in subscription.handlers}
        self._units = units
        self._consumer = consumer
        self._retries = retries or Retries()
        self.handled = 0

    async def handle(self, records: Sequence[Record]) -> None:
        """Handle records in order; on return each of the ``handled`` is done or parked, also when this raises."""
        self.handled = 0
        for record in records:
            await self._handle_one(record)
            self.handled += 1

    async def _handle_one(self, record: Record) -> None:
        started = monotonic()
        envelope = envelope_of(record)
        with context.bound(caused_by(envelope) if envelope else MessageContext()):
            outcome, attempt = await with_retries(
                lambda: self._attempt(record), lambda error: park(self._units, record, error), self._retries
            )
            MESSAGES.labels(topic=record.topic, outcome=outcome).inc()
            get_logger().info(
                "message.processed",
                topic=record.topic,
                event_id=envelope and envelope.id,
                event_type=envelope and envelope.type,
                outcome=outcome,
                attempt=attempt,
                duration_ms=round((monotonic() - started) * 1000, 1),
            )

    async def _attempt(self, record: Record) -> Outcome:
        if record.value is None and self._subscription.on_tombstone:
            async with self._units() as uow:
                await self._subscription.on_tombstone(uow, (record.key or b"").decode(errors="replace"))
            return "processed"
        received = parsing.read_event(record, self._subscription.contracts)
        if received is None:
            return self._unknown(record)
        _ = received.envelope.version  # on our own topics every event has one
        async with self._units() as uow:
            if not await inbox.claim(uow.connection, self._consumer, received.envelope):
                return "duplicate"
            await self._handlers[received.envelope.type](uow, received)
        return "processed"

    def _unknown(self, record: Record) -> Outcome:
        if self._subscription.unknown_types == "dead-letter":
            known = ", ".join(self._handlers)
            raise InvalidEvent("type", f"expected one of {known}")
        return "ignored"


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """What records of a batch say, or why that could not be made out."""

    content: Any
    error: Exception | None = None


class BatchHandling:
    """Batch by batch, each one transaction."""

    def __init__(
        self, subscription: BatchSubscription, units: UnitOfWorkFactory[Any], retries: Retries | None = None
    ) -> None:
        self._subscription = subscription
        self._units = units
        self._retries = retries or Retries()
        self.handled = 0

    async def handle(self, records: Sequence[Record]) -> None:
        """Handle records in order; on return each of the ``handled`` is done or parked, also when this raises."""
        await self.store(records, await self.read(records))

    async def read(self, records: Sequence[Record]) -> ReadBatch:
        """Make out what records say: the part of handling that needs nothing but them."""
        try:
            return ReadBatch(await self._subscription.read(records))
        except Exception as error:
            return ReadBatch(None, error)

    async def store(self, records: Sequence[Record], batch: ReadBatch) -> None:
        """The rest of handling; ``batch`` is what was read from these records."""
        self.handled = 0
        await self._handle_part(records, batch)

    async def _handle_part(self, records: Sequence[Record], batch: ReadBatch) -> None:
        started = monotonic()
        with context.bound(MessageContext().child_of(None)):
            outcome, attempt = await with_retries(
                lambda: self._attempt(batch), lambda error: self._narrow(records, error), self._retries
            )
            if outcome == "parked" and len(records) > 1:
                return
            self.handled += len(records)
            MESSAGES.labels(topic=records[0].topic, outcome=outcome).inc(len(records))
            get_logger().info(
                "message.batch_processed",
                topic=records[0].topic,
                records=len(records),
                outcome=outcome,
                attempt=attempt,
                duration_ms=round((monotonic() - started) * 1000, 1),
            )

    async def _attempt(self, batch: ReadBatch) -> Outcome:
        if batch.error:
            raise batch.error
        async with self._units() as uow:
            await self._subscription.handler(uow, batch.content)
        return "processed"

    async def _narrow(self, records: Sequence[Record], error: Exception) -> None:
        """Find the record that is to blame by halving; the others are handled."""
        if len(records) == 1:
            await park(self._units, records[0], error)
            return
        middle = len(records) // 2
        for part in (records[:middle], records[middle:]):
            await self._handle_part(part, await self.read(part))


async def with_retries(
    attempt: Callable[[], Awaitable[Outcome]], give_up: Callable[[Exception], Awaitable[None]], retries: Retries
) -> tuple[Outcome, int]:
    """Try until it works, with pauses between; the outcome and the number of attempts.

    What can never work is given up at once, an unexpected error after all attempts. While database or network are
    away nothing is given up: after all attempts their error is raised.
    """
    number = 1
    while True:
        try:
            return await attempt(), number
        except _PERMANENT as error:
            await give_up(error)
            return "parked", number
        except Exception as error:
            if number >= retries.attempts:
                if is_transient(error):
                    raise
                get_logger().error("message.failed", attempt=number, exc_info=error)
                await give_up(error)
                return "parked", number
            get_logger().warning("message.retried", attempt=number, **{"error.type": type(error).__name__})
            await asyncio.sleep(retries.pause_s(number))
            number += 1


async def park(units: UnitOfWorkFactory[Any], record: Record, error: Exception) -> None:
    """Put a record to the dead letters."""
    async with units() as uow:
        await uow.park(record, error)


def envelope_of(record: Record) -> Envelope | None:
    """The envelope of a record, or None where it is not a CloudEvent."""
    try:
        return cloudevents.read(record)[0]
    except InvalidEvent:
        return None

"""How records are handled: retried while that may help, parked when it can't, each exactly once in the database."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Literal, Protocol, TypeVar

from shared.contracts.contract import Contract
from shared.domain.errors import DomainError
from shared.messaging import envelope as cloudevents
from shared.messaging import inbox, parsing
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.keys import Key
from shared.messaging.outbox import caused_by
from shared.messaging.parsing import Received
from shared.messaging.record import Record
from shared.messaging.subscriptions import BatchSubscription, On, Subscription
from shared.messaging.unit_of_work import AnyUnitOfWork, UnitOfWorkFactory
from shared.runtime import context
from shared.runtime.context import MessageContext
from shared.runtime.database import is_transient
from shared.runtime.logging import get_logger
from shared.runtime.metrics import MESSAGES

U = TypeVar("U", bound=AnyUnitOfWork)

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
        """Handle records in order; on return all are done or parked."""
        ...


class EventHandling:
    """Event by event: inbox row, change and outgoing events share one transaction."""

    def __init__(
        self,
        subscription: Subscription[U],
        units: UnitOfWorkFactory[U],
        *,
        consumer: str,
        retries: Retries | None = None,
    ) -> None:
        self._contracts = subscription.contracts
        self._unknown_types = subscription.unknown_types
        self._handlers = {
            on.contract.event_type: partial(_handle, units, on, consumer=consumer) for on in subscription.handlers
        }
        self._on_tombstone = _tombstones(subscription, units)
        self._units = units
        self._retries = retries or Retries()
        self.handled = 0

    async def handle(self, records: Sequence[Record]) -> None:
        """Handle records in order. The first ``handled`` of them are done or parked, also when this raises."""
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
        if record.value is None and self._on_tombstone:
            return await self._on_tombstone((record.key or b"").decode(errors="replace"))
        received = parsing.read_event(record, self._contracts)
        if received is None:
            return self._unknown(record)
        _ = received.envelope.version  # on our own topics every event has one
        return await self._handlers[received.envelope.type](received)

    def _unknown(self, record: Record) -> Outcome:
        if self._unknown_types == "dead-letter":
            expected = ", ".join(self._handlers)
            raise InvalidEvent("type", f"expected one of {expected}")
        return "ignored"


async def _handle(units: UnitOfWorkFactory[U], on: On[U], received: Received[Contract], *, consumer: str) -> Outcome:
    async with units() as uow:
        if not await inbox.claim(uow.connection, consumer, received.envelope):
            return "duplicate"
        await _load(uow, on.keys(received.data))
        await on.handler(uow, received)
    return "processed"


def _tombstones(
    subscription: Subscription[U], units: UnitOfWorkFactory[U]
) -> Callable[[str], Awaitable[Outcome]] | None:
    if subscription.on_tombstone is None:
        return None
    handler, keys = subscription.on_tombstone, subscription.tombstone_keys

    async def handle(key: str) -> Outcome:
        async with units() as uow:
            await _load(uow, keys(key))
            await handler(uow, key)
        return "processed"

    return handle


async def _load(uow: AnyUnitOfWork, keys: Iterable[Key]) -> None:
    if ordered := sorted(set(keys)):
        await uow.load(ordered)


# Stores what was read of a batch, in a unit of work of its own; raises what reading it raised.
StoreBatch = Callable[[], Awaitable[None]]


class BatchHandling:
    """Batch by batch, each in one transaction."""

    def __init__(
        self, subscription: BatchSubscription[U], units: UnitOfWorkFactory[U], *, retries: Retries | None = None
    ) -> None:
        self._read = partial(_read, subscription, units)
        self._units = units
        self._retries = retries or Retries()
        self.handled = 0

    async def handle(self, records: Sequence[Record]) -> None:
        """Handle records in order. The first ``handled`` of them are done or parked, also when this raises."""
        await self.store(records, await self.read(records))

    async def read(self, records: Sequence[Record]) -> StoreBatch:
        """Make out what records say: the part of handling that needs nothing but them."""
        try:
            return await self._read(records)
        except Exception as error:
            return partial(_fail, error)

    async def store(self, records: Sequence[Record], batch: StoreBatch) -> None:
        """The rest of handling; ``batch`` is what was read from these records."""
        self.handled = 0
        await self._handle_part(records, batch)

    async def _handle_part(self, records: Sequence[Record], batch: StoreBatch) -> None:
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

    async def _attempt(self, batch: StoreBatch) -> Outcome:
        await batch()
        return "processed"

    async def _narrow(self, records: Sequence[Record], error: Exception) -> None:
        """Find the record that is to blame by halving; the others are handled."""
        if len(records) == 1:
            await park(self._units, records[0], error)
            return
        middle = len(records) // 2
        for part in (records[:middle], records[middle:]):
            await self._handle_part(part, await self.read(part))


async def _read(
    subscription: BatchSubscription[U], units: UnitOfWorkFactory[U], records: Sequence[Record]
) -> StoreBatch:
    store = await subscription.read(records)

    async def store_at_once() -> None:
        async with units() as uow:
            await store(uow)

    return store_at_once


async def _fail(error: Exception) -> None:
    raise error


async def with_retries(
    attempt: Callable[[], Awaitable[Outcome]], give_up: Callable[[Exception], Awaitable[None]], retries: Retries
) -> tuple[Outcome, int]:
    """Try until it works, with pauses between; return the outcome and the number of attempts.

    1. An error that no attempt can mend: the record is given up at once.
    2. An unexpected error: the record is given up after all attempts.
    3. The database or the network is away: after all attempts the error is raised, and nothing is given up.
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


async def park(units: UnitOfWorkFactory[AnyUnitOfWork], record: Record, error: Exception) -> None:
    """Put a record to the dead letters."""
    async with units() as uow:
        await uow.park(record, error)


def envelope_of(record: Record) -> Envelope | None:
    """The envelope of a record; None for a record that is not a CloudEvent."""
    try:
        return cloudevents.read(record)[0]
    except InvalidEvent:
        return None

"""What a topic says is stored batch by batch, each in one transaction; the stored data decide what a duplicate is."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from time import monotonic
from typing import TypeVar

from shared.messaging.handling import Outcome, park
from shared.messaging.record import Record
from shared.messaging.retries import Retries, with_retries
from shared.messaging.subscriptions import BatchSubscription
from shared.messaging.unit_of_work import AnyUnitOfWork, UnitOfWorkFactory
from shared.runtime import context
from shared.runtime.context import MessageContext
from shared.runtime.logging import get_logger
from shared.runtime.metrics import handled

U = TypeVar("U", bound=AnyUnitOfWork)

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
            stored, attempt = await with_retries(
                lambda: self._attempt(batch),
                lambda error: self._narrow(records, error),
                self._retries,
                of_several=len(records) > 1,
            )
            if stored is None and len(records) > 1:
                return
            outcome = stored or "parked"
            self.handled += len(records)
            handled(records[0].topic, outcome).inc(len(records))
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

"""What a service listens to, as data."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from shared.contracts.contract import Contract
from shared.messaging.record import Record

# Handlers get the service's own unit of work, which only the service knows the type of.
EventHandler = Callable[[Any, Any], Awaitable[None]]
TombstoneHandler = Callable[[Any, str], Awaitable[None]]
BatchHandler = Callable[[Any, Any], Awaitable[None]]
BatchReader = Callable[[Sequence[Record]], Awaitable[Any]]

_FEW = 200


@dataclass(frozen=True, slots=True)
class On:
    """One event type and what handles it."""

    contract: type[Contract]
    handler: EventHandler


def on(contract: type[Contract], handler: EventHandler) -> On:
    """Handle events of this contract: ``handler(uow, received)``, in a transaction together with the inbox row."""
    return On(contract, handler)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One topic, handled event by event, each in its own unit of work.

    ``on_tombstone(uow, key)`` handles a null value; without it a null value goes to the dead letters, as an empty one
    always does. An event of a type that is handled has to have a sequence.
    Unknown types are ignored on our own topics and dead letters on the schools'.
    """

    topic: str
    handlers: Sequence[On]
    on_tombstone: TombstoneHandler | None = None
    unknown_types: Literal["ignore", "dead-letter"] = "ignore"
    max_records: int = 200

    @property
    def contracts(self) -> Mapping[str, type[Contract]]:
        """The contracts of the event types that are handled."""
        return {on.contract.event_type: on.contract for on in self.handlers}


async def a_few_at_a_time(records: Sequence[Record]) -> AsyncIterator[Sequence[Record]]:
    """These records in order, with a turn for everybody else after every few: the batch that is being stored."""
    for first in range(0, len(records), _FEW):
        yield records[first : first + _FEW]
        await asyncio.sleep(0)


async def as_they_are(records: Sequence[Record]) -> Sequence[Record]:
    """Reads nothing out of records: their handler does."""
    return records


@dataclass(frozen=True, slots=True)
class BatchSubscription:
    """One topic, handled in batches: ``handler(uow, await read(records))`` gets up to ``max_records``, of 2 MiB in all
    or one, in one unit of work.

    ``read`` makes out what the records say, without input or output but ``a_few_at_a_time``: it works on a batch while
    the one before is stored. There is no inbox row: the stored data itself must decide what a duplicate is. A batch
    that can't be handled is halved until the record that is to blame is found; that one goes to the dead letters.
    """

    topic: str
    handler: BatchHandler
    read: BatchReader = as_they_are
    max_records: int = 5000


AnySubscription = Subscription | BatchSubscription

"""What a service listens to, as data."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from shared.contracts.contract import Contract
from shared.messaging.record import Record

# Handlers get the service's own unit of work, which only the service knows the type of.
EventHandler = Callable[[Any, Any], Awaitable[None]]
TombstoneHandler = Callable[[Any, str], Awaitable[None]]
BatchHandler = Callable[[Any, Any], Awaitable[None]]
BatchReader = Callable[[Sequence[Record]], Any]


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

    ``on_tombstone(uow, key)`` handles an empty value; without it an empty value goes to the dead letters.
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


@dataclass(frozen=True, slots=True)
class BatchSubscription:
    """One topic, handled in batches: ``handler(uow, read(records))`` gets up to ``max_records`` in one unit of work.

    ``read`` makes out what the records say, without input or output; it works on a batch while the one before is
    stored. There is no inbox row: the stored data itself must decide what a duplicate is. A batch that can't be handled
    is halved until the record that is to blame is found; that one goes to the dead letters.
    """

    topic: str
    handler: BatchHandler
    read: BatchReader = tuple
    max_records: int = 5000


AnySubscription = Subscription | BatchSubscription

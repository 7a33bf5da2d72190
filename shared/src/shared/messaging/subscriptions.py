"""What a service listens to, as data."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeGuard, TypeVar

from shared.contracts.contract import Contract
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.record import Record, parted

# Handlers get the service's own unit of work, or a part of it: they take any type that has what they use.
U = TypeVar("U", contravariant=True)
C = TypeVar("C", bound=Contract)
B = TypeVar("B")

EventHandler = Callable[[U, Received[C]], Awaitable[None]]
TombstoneHandler = Callable[[U, str], Awaitable[None]]
Storing = Callable[[U], Awaitable[None]]

# About 3 ms of work.
_FEW_BYTES = 32 * 1024


@dataclass(frozen=True, slots=True)
class On(Generic[U]):
    """One event type, what handles it, the keys that its use case needs, and which of these events it handles at all.

    ``keys`` is () where nothing is loaded ahead.
    """

    contract: type[Contract]
    handler: EventHandler[U, Contract]
    keys: Callable[[Contract], Iterable[Key]]
    is_wanted: Callable[[Contract], bool]


def on(
    contract: type[C],
    handler: EventHandler[U, C],
    *,
    keys: Callable[[C], Iterable[Key]] = lambda _: (),
    only: Callable[[C], bool] = lambda _: True,
) -> On[U]:
    """Handle events of this contract: ``handler(uow, received)``, in a transaction together with the inbox row.

    What a handler reads holds what the handlers of earlier events wrote, though their transaction is the same.

    ``keys`` makes out of an event's data, and of nothing else, what its use case is going to read or lock. The frame
    hands the keys of all that it handles in one transaction to ``uow.load`` first. An event is passed over
    if ``only`` of its data is false: nothing is loaded, no handler is called, and no inbox row is left.
    """

    def is_wanted(data: Contract) -> bool:
        assert isinstance(data, contract)
        return only(data)

    async def handle(uow: U, received: Received[Contract]) -> None:
        assert _is_of(received, contract)
        if only(received.data):
            await handler(uow, received)

    def keys_of(data: Contract) -> Iterable[Key]:
        assert isinstance(data, contract)
        return keys(data) if only(data) else ()

    return On(contract, handle, keys_of, is_wanted)


def _is_of(received: Received[Contract], contract: type[C]) -> TypeGuard[Received[C]]:
    return isinstance(received.data, contract)


def _no_keys(_: str) -> Iterable[Key]:
    return ()


@dataclass(frozen=True, slots=True)
class Subscription(Generic[U]):
    """One topic, handled event by event; up to ``max_records`` that came together share a unit of work.

    ``on_tombstone(uow, key)`` handles a null value, with ``tombstone_keys(key)`` loaded before. Without
    ``on_tombstone`` a null value goes to the dead letters; an empty value always does. An event of a handled type has
    to have a sequence. Unknown types are ignored on our own topics and become dead letters on the schools' topics.
    Where nobody waits for what the events bring about, ``can_wait`` has up to a second of them handled together.
    """

    topic: str
    handlers: Sequence[On[U]]
    on_tombstone: TombstoneHandler[U] | None = None
    tombstone_keys: Callable[[str], Iterable[Key]] = _no_keys
    unknown_types: Literal["ignore", "dead-letter"] = "ignore"
    max_records: int = 200
    can_wait: bool = False

    @property
    def contracts(self) -> Mapping[str, type[Contract]]:
        """The contracts of the event types that are handled."""
        return {on.contract.event_type: on.contract for on in self.handlers}


async def a_few_at_a_time(records: Sequence[Record]) -> AsyncIterator[Sequence[Record]]:
    """These records in order, 32 KiB or a single record at a time.

    In between, other tasks have their turn, such as storing a batch.
    """
    for few in parted(records, _FEW_BYTES):
        yield few
        await asyncio.sleep(0)


class BatchSubscription(Generic[U]):
    """One topic, handled in batches, each in one unit of work: ``handler(uow, await read(records))``.

    A batch has up to ``max_records`` records and 2 MiB, or a single record. ``read`` makes out what the records say,
    without input or output, ``a_few_at_a_time``: it works on a batch while the batch before is stored. There is no
    inbox row: the stored data themselves must decide what a duplicate is. A batch that can't be handled is halved until
    the record to blame is found, and that record goes to the dead letters.
    """

    def __init__(
        self,
        topic: str,
        handler: Callable[[U, B], Awaitable[None]],
        read: Callable[[Sequence[Record]], Awaitable[B]],
        *,
        max_records: int = 5000,
    ) -> None:
        async def read_to_store(records: Sequence[Record]) -> Storing[U]:
            content = await read(records)

            async def store(uow: U) -> None:
                await handler(uow, content)

            return store

        self.topic = topic
        self.max_records = max_records
        self.read = read_to_store


AnySubscription = Subscription[U] | BatchSubscription[U]

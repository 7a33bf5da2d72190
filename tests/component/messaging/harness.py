"""A tiny service: a shop with orders, whose unit of work notes what it is told to load."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.contracts.contract import Contract
from shared.messaging import keys
from shared.messaging.envelope import Envelope
from shared.messaging.event_handling import EventHandling
from shared.messaging.keys import Key
from shared.messaging.locks import lock
from shared.messaging.milestones import milestone, milestones
from shared.messaging.outbox import Outgoing, outgoing
from shared.messaging.parsing import Received
from shared.messaging.record import StoredRecord
from shared.messaging.retries import Retries
from shared.messaging.subscriptions import On, Subscription
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.clock import SystemClock
from shared.runtime.ids import new_id

TOPIC = "test.orders.v1"


class OrderPlaced(Contract):
    """Somebody ordered something."""

    event_type: ClassVar[str] = "be.flankerend.test.order-placed.v1"
    topic: ClassVar[str] = TOPIC

    person_id: UUID
    also_for: tuple[UUID, ...] = ()


class OrderSent(Contract):
    """An order is on its way."""

    event_type: ClassVar[str] = "be.flankerend.test.order-sent.v1"
    topic: ClassVar[str] = TOPIC

    person_id: UUID


@dataclass
class Order:
    """An aggregate that collects its events."""

    person_id: UUID
    events: list[OrderPlaced | OrderSent] = field(default_factory=list)

    def send(self) -> None:
        self.events.append(OrderSent(person_id=self.person_id))


class ShopUnitOfWork(UnitOfWork[OrderPlaced | OrderSent]):
    """Locks the persons of the events at hand."""

    milestones = milestones(milestone(OrderSent, "order.sent", lambda event: {"person_id": event.person_id}))

    def opened(self, connection: sa.ext.asyncio.AsyncConnection) -> None:
        self.loaded: list[Sequence[Key]] = []

    def note(self) -> None:
        """Something to be called after the commit."""

    async def load(self, keys: Sequence[Key]) -> None:
        self.loaded.append(keys)
        await lock(self.connection, (key.id for key in keys if key.kind == "person"))


def to_outgoing(event: OrderPlaced | OrderSent) -> Outgoing:
    """The event as it is sent."""
    return outgoing(event, str(event.person_id))


def persons_of(event: OrderPlaced) -> Iterable[Key]:
    """The persons that an order is for."""
    return (keys.person(person_id) for person_id in (event.person_id, *event.also_for))


class Harness:
    """The shop."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.units = UnitOfWorkFactory(
            ShopUnitOfWork, engine, source="/shop", clock=SystemClock(), to_outgoing=to_outgoing
        )
        self.woken = 0
        self.loaded: list[Sequence[Key]] = []
        self.units.committed = self._wake

    def _wake(self) -> None:
        self.woken += 1

    async def remember(self, uow: ShopUnitOfWork, event: Received[Contract]) -> None:
        """A handler that notes what was loaded when it began."""
        self.loaded += uow.loaded

    async def remember_tombstone(self, uow: ShopUnitOfWork, key: str) -> None:
        self.loaded += uow.loaded

    def handling(self, *handlers: On[ShopUnitOfWork], **options: object) -> EventHandling:
        subscription = Subscription(TOPIC, handlers, **options)
        return EventHandling(subscription, self.units, consumer="shop", retries=Retries(attempts=1))


def record(data: Contract | None, key: str = "k") -> StoredRecord:
    """A record with this event, or a tombstone."""
    if data is None:
        return StoredRecord(TOPIC, 0, 0, 0, key.encode(), None)
    envelope = Envelope(id=str(new_id()), source="/test", type=data.event_type, sequence=1)
    return StoredRecord(TOPIC, 0, 0, 0, key.encode(), data.model_dump_json().encode(), envelope.headers())

"""One database and one set of topics with the tally service's tables, and what the tests do to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from aiokafka import AIOKafkaProducer
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.messaging.consumers import Consumers
from shared.messaging.envelope import Envelope
from shared.messaging.record import Record
from shared.messaging.relay import Relay
from shared.messaging.retries import Retries
from shared.messaging.tables import dead_letter
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.ids import new_id
from shared.runtime.settings import KafkaSettings

from . import tally as toy

QUICK = Retries(attempts=4, first_pause_s=0.01)


async def as_they_are(records: Sequence[Record]) -> Sequence[Record]:
    """The records themselves, for a handler that reads them."""
    return records


@dataclass
class Harness:
    """One database and one set of topics, with what the tests do to them."""

    settings: KafkaSettings
    engine: AsyncEngine
    producer: AIOKafkaProducer
    database_url: str
    running: list[Any] = field(default_factory=list)

    @property
    def units(self) -> UnitOfWorkFactory[toy.TallyUnitOfWork]:
        return toy.units_on(self.engine)

    def relay(self, engine: AsyncEngine | None = None, settings: KafkaSettings | None = None, **options: Any) -> Relay:
        relay = Relay(engine or self.engine, settings or self.settings, **options)
        self.running.append(relay)
        return relay

    async def consumers(self, subscription: Any = None, engine: AsyncEngine | None = None) -> Consumers:
        units = toy.units_on(engine or self.engine)
        consumers = Consumers(
            "tally", self.settings, subscriptions=[subscription or toy.counting()], units=units, retries=QUICK
        )
        await consumers.start()
        self.running.append(consumers)
        return consumers

    async def add(self, *keys: str) -> None:
        """Put events into the outbox, one transaction for all."""
        async with self.units() as uow:
            uow.add(*(toy.Added(key=key) for key in keys))

    async def send(self, value: bytes | None, headers: Any = (), key: bytes | None = None) -> None:
        """Send a raw record."""
        name = self.settings.kafka_topic_prefix + toy.TOPIC
        await self.producer.send_and_wait(name, value, key=key, headers=list(headers))

    async def send_to(self, partition: int, value: bytes) -> None:
        """Send a raw record to a partition."""
        name = self.settings.kafka_topic_prefix + toy.TOPIC
        await self.producer.send_and_wait(name, value, partition=partition)

    async def send_event(self, key: str, event_id: str | None = None) -> str:
        """Send a well-formed event as a school system would; its id."""
        envelope = Envelope(id=event_id or str(new_id()), source="/test", type=toy.Added.event_type, sequence=1)
        await self.send(toy.Added(key=key).model_dump_json().encode(), envelope.headers(), key.encode())
        return envelope.id

    async def total(self, key: str) -> int:
        async with self.engine.connect() as connection:
            return await connection.scalar(sa.select(toy.tally.c.total).where(toy.tally.c.key == key)) or 0

    async def counted(self, key: str, total: int) -> None:
        """Wait until the count of ``key`` is ``total``."""

        async def reached() -> bool:
            return await self.total(key) == total

        await toy.until(reached)

    async def dead_letters(self) -> list[Any]:
        async with self.engine.connect() as connection:
            return list((await connection.execute(sa.select(dead_letter).order_by(dead_letter.c.id))).all())

    async def parked(self, number: int) -> list[Any]:
        """Wait until there are that many dead letters."""

        async def there() -> bool:
            return len(await self.dead_letters()) >= number

        await toy.until(there)
        return await self.dead_letters()

    async def rows(self, statement: Any) -> list[Any]:
        async with self.engine.connect() as connection:
            return list((await connection.execute(statement)).all())

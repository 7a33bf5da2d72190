"""A tiny service for the tests of messaging: it counts, per key, the events it was told of, and tells on."""

import asyncio
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.contracts.catalogue import Topic
from shared.contracts.contract import Contract
from shared.messaging.outbox import Outgoing, outgoing
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on
from shared.messaging.tables import metadata, outbox
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.clock import SystemClock
from shared.runtime.ids import new_id
from shared.runtime.settings import KafkaSettings

TOPIC = "test.added.v1"
ANSWERS = "test.counted.v1"

tally = sa.Table("tally", sa.MetaData(), sa.Column("key", sa.Text, primary_key=True), sa.Column("total", sa.Integer))


class Added(Contract):
    """Something to be counted."""

    event_type: ClassVar[str] = "be.flankerend.test.added.v1"
    topic: ClassVar[str] = TOPIC

    key: str
    amount: int = 1
    padding: str = ""


class Counted(Contract):
    """What the count is now."""

    event_type: ClassVar[str] = "be.flankerend.test.counted.v1"
    topic: ClassVar[str] = ANSWERS

    key: str
    total: int


class TallyUnitOfWork(UnitOfWork):
    def opened(self, connection: AsyncConnection) -> None:
        self.tally = Tally(connection)


class Tally:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, key: str, amount: int) -> int:
        statement = sa.text(
            "INSERT INTO tally AS t VALUES (:key, :amount)"
            " ON CONFLICT (key) DO UPDATE SET total = t.total + excluded.total RETURNING total"
        )
        return int((await self._connection.scalar(statement, {"key": key, "amount": amount})) or 0)


def to_outgoing(event: Added | Counted) -> Outgoing:
    return outgoing(event, event.key)


def units_on(engine: AsyncEngine) -> UnitOfWorkFactory[TallyUnitOfWork]:
    return UnitOfWorkFactory(TallyUnitOfWork, engine, source="/tally", clock=SystemClock(), to_outgoing=to_outgoing)


async def count(uow: TallyUnitOfWork, event: Received[Added]) -> None:
    total = await uow.tally.add(event.data.key, event.data.amount)
    uow.add(Counted(key=event.data.key, total=total))


def counting(handler=count, **options) -> Subscription:
    return Subscription(TOPIC, handlers=(on(Added, handler),), **options)


def topic(name: str, partitions: int = 1) -> Topic:
    return Topic(name=name, key="key", partitions=partitions, events=(), senders=(), receivers=(), retention_days=1)


async def create_tables(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        await connection.run_sync(tally.metadata.create_all)


def kafka_settings(bootstrap: str, prefix: str) -> KafkaSettings:
    return KafkaSettings(kafka_bootstrap_servers=bootstrap, kafka_topic_prefix=prefix)


def row(key: str) -> sa.Insert:
    """An event put into the outbox past the unit of work."""
    event_id = new_id()
    return sa.insert(outbox).values(
        event_id=event_id,
        topic=TOPIC,
        key=key,
        sequence=1,
        event_type=Added.event_type,
        source="/tally",
        time=sa.func.now(),
        correlation_id=str(event_id),
        data=Added(key=key).model_dump_json().encode(),
    )


async def until(condition, timeout_s: float = 20.0) -> None:
    """Wait until the condition (a coroutine function) holds; fails when it does not in time."""
    async with asyncio.timeout(timeout_s):
        while not await condition():
            await asyncio.sleep(0.05)

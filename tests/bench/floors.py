"""What nothing can be faster than, and what one gets without thinking: measured on the same marks in the same run."""

import asyncio
from time import monotonic

import asyncpg
import sqlalchemy as sa
from aiokafka import AIOKafkaConsumer
from faststream.kafka import KafkaBroker
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.contracts.school_attendance import TOPIC

from .measure import Measured
from .parts import Parts
from .stream import marks

_PLAIN_HANDLED = 3_000


async def bare_consumer(parts: Parts, count: int) -> Measured:
    """aiokafka alone: records are fetched and dropped."""
    consumer = AIOKafkaConsumer(TOPIC, bootstrap_servers=parts.kafka, auto_offset_reset="earliest")
    async with consumer:
        fetched, began = 0, monotonic()
        while fetched < count:
            fetched += sum(len(records) for records in (await consumer.getmany(timeout_ms=1000)).values())
        return Measured(count / (monotonic() - began))


async def bare_copy(parts: Parts, count: int, pupils: int) -> Measured:
    """PostgreSQL alone: the same rows by COPY, into a table that nothing is asked of."""
    rows = [(m.school, m.pupil, m.date, m.half_day, m.code, m.recorded_at, m.event_id) for m in marks(count, pupils)]
    connection = await asyncpg.connect(await parts.database("bare_copy"))
    try:
        await connection.execute(
            "CREATE TABLE mark"
            " (school text, pupil text, date date, half_day text, code text, recorded_at text, event_id text)"
        )
        began = monotonic()
        await connection.copy_records_to_table("mark", records=rows)
        return Measured(count / (monotonic() - began))
    finally:
        await connection.close()


class _Base(DeclarativeBase):
    """Tables of the plain handler."""


class _Mark(_Base):
    __tablename__ = "mark"

    school: Mapped[str] = mapped_column(primary_key=True)
    pupil: Mapped[str] = mapped_column(primary_key=True)
    date: Mapped[str] = mapped_column(primary_key=True)
    half_day: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    recorded_at: Mapped[str]


async def plain_handler(parts: Parts) -> Measured:
    """A FastStream handler as tutorials have it: one message, one ORM transaction."""
    url = (await parts.database("plain_handler")).replace("postgresql:", "postgresql+asyncpg:")
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(_Base.metadata.create_all)
    sessions = async_sessionmaker(engine)
    broker = KafkaBroker(parts.kafka, logger=None)
    done, handled = asyncio.Event(), 0

    @broker.subscriber(TOPIC, group_id="plain-handler", auto_offset_reset="earliest")
    async def handle(mark: dict[str, str]) -> None:
        nonlocal handled
        values = {column.name: mark[column.name] for column in sa.inspect(_Mark).columns}
        async with sessions.begin() as session:
            await session.merge(_Mark(**values))
        handled += 1
        if handled == _PLAIN_HANDLED:
            done.set()

    async with broker:
        began = monotonic()
        await broker.start()
        await done.wait()
        rate = _PLAIN_HANDLED / (monotonic() - began)
    await engine.dispose()
    return Measured(rate)

"""How fast the relay sends a full outbox, beside a producer that has the same events at hand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from time import monotonic, process_time
from uuid import UUID

import sqlalchemy as sa
from aiokafka import AIOKafkaProducer
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.contracts.attendance_signals import TOPIC, LevelReached
from shared.contracts.catalogue import TOPICS
from shared.contracts.counted_half_day import CountedHalfDay
from shared.domain.half_days import HalfDay
from shared.messaging import topics
from shared.messaging.outbox import Pending, append, outgoing
from shared.messaging.relay import Relay, backlog
from shared.messaging.tables import metadata
from shared.runtime.clock import SystemClock
from shared.runtime.context import MessageContext
from shared.runtime.database import create_engine
from shared.runtime.ids import new_id
from shared.runtime.settings import KafkaSettings

from .measure import Measured
from .parts import Parts

_AT_ONCE = 2_000
_NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


async def relay(parts: Parts, count: int) -> Measured:
    """The relay alone: an outbox with that many events is sent until none waits."""
    settings = await _topic(parts)
    engine = create_engine((await parts.database("relay")).replace("postgresql:", "postgresql+asyncpg:"))
    try:
        await _fill(engine, count)
        sending = Relay(engine, settings)
        began, cpu = monotonic(), process_time()
        await sending.run_once()
        measured = Measured(count / (monotonic() - began), (process_time() - cpu) / count * 1e6)
        await sending.stop()
        async with engine.connect() as connection:
            left, _ = await backlog(connection)
        if left:
            raise RuntimeError(f"{left} events were not sent")
        return measured
    finally:
        await engine.dispose()


async def bare_producer(parts: Parts, count: int) -> Measured:
    """aiokafka alone: as many events, with the same settings, from memory."""
    await _topic(parts)
    events = [(str(new_id()).encode(), _event(number).model_dump_json().encode()) for number in range(_AT_ONCE)]
    headers = [(f"ce_{name}", b"0" * 36) for name in ("specversion", "id", "source", "type", "subject", "time")]
    producer = AIOKafkaProducer(bootstrap_servers=parts.kafka, acks="all", enable_idempotence=True)
    async with producer:
        began, cpu = monotonic(), process_time()
        for number in range(count):
            key, value = events[number % _AT_ONCE]
            await producer.send(TOPIC, value, key=key, headers=headers)
        await producer.flush()
        return Measured(count / (monotonic() - began), (process_time() - cpu) / count * 1e6)


async def _topic(parts: Parts) -> KafkaSettings:
    settings = KafkaSettings(kafka_bootstrap_servers=parts.kafka)
    await topics.create_missing(settings, [TOPICS[TOPIC]])
    return settings


async def _fill(engine: AsyncEngine, count: int) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        for first in range(0, count, _AT_ONCE):
            pending = [_pending(number) for number in range(first, min(first + _AT_ONCE, count))]
            await append(connection, pending, source="/attendance", clock=SystemClock())
    async with engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(
            sa.text("VACUUM ANALYZE outbox")
        )


def _pending(number: int) -> Pending:
    event = _event(number)
    context = MessageContext(str(new_id()), str(new_id())).child_of(None)
    return Pending(outgoing(event, str(event.person_id)), context)


def _event(number: int) -> LevelReached:
    """A level of five half days; of each person four levels."""
    return LevelReached(
        signal_id=new_id(),
        person_id=UUID(int=number // 4),
        school="100007",
        pupil=f"{number:07}",
        level_of_education="secundair",
        school_year="2026-2027",
        rule="problematic-half-days",
        rule_version=1,
        level=5,
        count=5,
        reached_on=date(2026, 11, 20),
        half_days=tuple(_half_days()),
    )


def _half_days() -> Sequence[CountedHalfDay]:
    return [CountedHalfDay(school="100007", date=date(2026, 11, day), half_day=HalfDay.AM) for day in range(16, 21)]

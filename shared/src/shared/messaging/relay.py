"""Sends what waits in the outbox, then marks what the broker acknowledged.

One relay is active per database: the relay that holds the advisory lock. Between sending and marking it may be killed;
the event is then sent again with the same id, which the receivers' inboxes know.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import sqlalchemy as sa
from aiokafka import AIOKafkaProducer
from aiokafka.errors import InvalidTopicError, MessageSizeTooLargeError, RecordTooLargeError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.messaging.connecting import saying_why
from shared.messaging.envelope import Envelope
from shared.messaging.security import client_options
from shared.messaging.tables import outbox
from shared.runtime.logging import get_logger
from shared.runtime.metrics import RELAY_PUBLISHED
from shared.runtime.settings import KafkaSettings

_LOCK = 0x0F1A_4E4E  # any number, the same in every instance
_BATCH = 500
_UNSENT = (
    sa.select(outbox)
    .where(outbox.c.sent_at.is_(None), outbox.c.parked_error.is_(None))
    .order_by(outbox.c.position)
    .limit(_BATCH)
)
_NEVER_SENT = (MessageSizeTooLargeError, RecordTooLargeError, InvalidTopicError)


@dataclass(slots=True)
class _Outcome:
    sent: list[int]
    parked: list[tuple[int, str]]
    failed: BaseException | None = None


class Relay:
    """The relay of one database. ``run_once`` is the job of a ticker that every commit wakes.

    Sent events are kept for ``keep_sent_days`` and removed every ``purge_every_s`` seconds, first that long after the
    start. A broker that does not answer, or does not know a topic, fails the run after ``request_timeout_s`` seconds.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        settings: KafkaSettings,
        *,
        keep_sent_days: int = 7,
        purge_every_s: float = 600.0,
        request_timeout_s: float = 15.0,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._keep_sent_days = keep_sent_days
        self._purge_every_s = purge_every_s
        self._request_timeout_s = request_timeout_s
        self._connection: AsyncConnection | None = None
        self._producer: AIOKafkaProducer | None = None
        self._purged_at = monotonic()

    async def run_once(self) -> None:
        """Send all that waits, if this relay is active. Raises the broker's or database's error."""
        connection = await self._locked_connection()
        if connection is None:
            return
        try:
            rows = await self._unsent(connection)
            while rows:
                await self._publish(connection, rows)
                # After less than a batch nothing was left; what has been committed since has called for another run.
                rows = await self._unsent(connection) if len(rows) == _BATCH else ()
            await self._purge(connection)
        except DBAPIError:
            await self._let_go_of_database()
            raise

    async def stop(self) -> None:
        """Close the producer and give the lock to another relay."""
        await self._drop_producer()
        await self._let_go_of_database()

    async def _locked_connection(self) -> AsyncConnection | None:
        """The connection that holds the lock: all work is done on it, so that a lost connection is also a lost lock."""
        if self._connection is None:
            connection = await self._engine.connect()
            try:
                await connection.execution_options(isolation_level="AUTOCOMMIT")
                if not await connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_LOCK))):
                    await connection.close()
                    return None
            except BaseException:
                await connection.invalidate()
                raise
            self._connection = connection
        return self._connection

    async def _unsent(self, connection: AsyncConnection) -> Sequence[Any]:
        return (await connection.execute(_UNSENT)).all()

    async def _publish(self, connection: AsyncConnection, rows: Sequence[Any]) -> None:
        started = monotonic()
        outcome = await self._send(rows)
        await self._mark(connection, outcome)
        RELAY_PUBLISHED.inc(len(outcome.sent))
        get_logger().info(
            "relay.batch_published",
            published=len(outcome.sent),
            parked=len(outcome.parked),
            outcome="failed" if outcome.failed else "sent",
            duration_ms=round((monotonic() - started) * 1000, 1),
        )
        if outcome.failed:
            await self._drop_producer()
            raise outcome.failed

    async def _send(self, rows: Sequence[Any]) -> _Outcome:
        """Send in order, pipelined. After a failure of an event, later events of its aggregate count as unsent too."""
        outcome = _Outcome([], [])
        broken: set[tuple[str, str]] = set()
        answers = await asyncio.gather(*await self._hand_over(rows), return_exceptions=True)
        for row, answer in zip(rows, answers, strict=False):
            if isinstance(answer, _NEVER_SENT):
                outcome.parked.append((row.position, type(answer).__name__))
            elif isinstance(answer, BaseException):
                broken.add((row.topic, row.key))
                outcome.failed = outcome.failed or answer
            elif (row.topic, row.key) not in broken:
                outcome.sent.append(row.position)
        return outcome

    async def _hand_over(self, rows: Sequence[Any]) -> list[asyncio.Future[Any]]:
        """Give rows to the producer until it fails; what can never be sent is passed over."""
        producer = await self._started_producer()
        answers: list[asyncio.Future[Any]] = []
        for row in rows:
            try:
                answers.append(await self._hand_over_one(producer, row))
            except Exception as error:
                answers.append(_failed(error))
                if not isinstance(error, _NEVER_SENT):
                    break
        return answers

    async def _hand_over_one(self, producer: AIOKafkaProducer, row: Any) -> asyncio.Future[Any]:
        return await producer.send(  # type: ignore[no-any-return]
            self._settings.kafka_topic_prefix + row.topic,
            value=row.data,
            key=row.key.encode(),
            headers=_headers(row),
        )

    async def _mark(self, connection: AsyncConnection, outcome: _Outcome) -> None:
        if outcome.sent:
            await connection.execute(
                sa.update(outbox).where(outbox.c.position.in_(outcome.sent)).values(sent_at=sa.func.clock_timestamp())
            )
        for position, error in outcome.parked:
            await connection.execute(sa.update(outbox).where(outbox.c.position == position).values(parked_error=error))
            get_logger().error("relay.record_parked", **{"error.type": error})

    async def _started_producer(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = AIOKafkaProducer(
                **client_options(self._settings),
                acks="all",
                enable_idempotence=True,
                linger_ms=0,
                request_timeout_ms=round(self._request_timeout_s * 1000),
            )
            try:
                async with saying_why(self._settings):
                    await producer.start()
            except BaseException:
                await producer.stop()
                raise
            self._producer = producer
        return self._producer

    async def _drop_producer(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            await producer.stop()

    async def _let_go_of_database(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.invalidate()
            await connection.close()

    async def _purge(self, connection: AsyncConnection) -> None:
        if monotonic() - self._purged_at < self._purge_every_s:
            return
        self._purged_at = monotonic()
        oldest = sa.func.now() - sa.func.make_interval(0, 0, 0, self._keep_sent_days)
        await connection.execute(sa.delete(outbox).where(outbox.c.sent_at < oldest))


def _headers(row: Any) -> list[tuple[str, bytes]]:
    return Envelope(
        id=str(row.event_id),
        source=row.source,
        type=row.event_type,
        subject=row.subject,
        time=row.time,
        correlation_id=row.correlation_id,
        causation_id=row.causation_id,
        sequence=row.sequence,
        traceparent=row.traceparent,
    ).headers()


def _failed(error: Exception) -> asyncio.Future[Any]:
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    future.set_exception(error)
    return future


async def backlog(connection: AsyncConnection) -> tuple[int, float]:
    """How many events wait to be sent, and the seconds since the oldest was written; 0.0 if no event waits."""
    rows = outbox.c
    age = sa.func.extract("epoch", sa.func.clock_timestamp() - sa.func.min(rows.created_at))
    statement = sa.select(sa.func.count(), age).where(rows.sent_at.is_(None), rows.parked_error.is_(None))
    count, oldest = (await connection.execute(statement)).one()
    return int(count), 0.0 if oldest is None else float(oldest)

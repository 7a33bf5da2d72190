"""Sends what waits in the outbox, then marks what the broker acknowledged.

One relay is active per database: the relay that holds the advisory lock. Between sending and marking it may be killed;
the event is then sent again with the same id, which the receivers' inboxes know.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
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
from shared.messaging.partitions import partition_of
from shared.messaging.security import client_options
from shared.messaging.tables import outbox
from shared.runtime.logging import get_logger
from shared.runtime.metrics import RELAY_PUBLISHED
from shared.runtime.settings import KafkaSettings

_LOCK = 0x0F1A_4E4E  # any number, the same in every instance
_BATCH = 500
# What goes to a partition at once. Without, 16 KiB: a dozen events, and an answer of the broker for each dozen.
_MOST_BYTES = 64 * 1024

_TRY_LOCK = sa.select(sa.func.pg_try_advisory_lock(_LOCK))

# 1. A mark that a crash of the database loses costs a second sending of the same event, so no mark waits for the disk.
# 2. Only a plan made for the very positions under way looks them up in a hash.
_SET_UP = sa.text(
    "SELECT set_config('synchronous_commit', 'off', false), set_config('plan_cache_mode', 'force_custom_plan', false)"
)

# From the first position again each time: a cursor would pass over, or send too late, what a long transaction wrote.
_UNSENT = sa.text(f"""
    SELECT position, event_id, topic, key, sequence, event_type, source, subject, time, correlation_id, causation_id,
        traceparent, data
    FROM outbox
    WHERE sent_at IS NULL AND parked_error IS NULL AND position <> ALL(CAST(:under_way AS bigint[]))
    ORDER BY position
    LIMIT {_BATCH}
""")  # noqa: S608 - constant

# A relay that stands by tells the active one at once what its own process committed.
_CHANNEL = "outbox"
_TELL_THE_ACTIVE = sa.text(f"""
    SELECT set_config('synchronous_commit', 'off', true), pg_notify('{_CHANNEL}', '')
    WHERE EXISTS (SELECT FROM outbox WHERE sent_at IS NULL AND parked_error IS NULL)
""")  # noqa: S608 - constant

_MARK = sa.text(
    "UPDATE outbox SET sent_at = clock_timestamp() FROM unnest(CAST(:sent AS bigint[])) AS sent (position)"
    " WHERE outbox.position = sent.position"
)
_FEW = 100
_NEVER_SENT = (MessageSizeTooLargeError, RecordTooLargeError, InvalidTopicError)

Aggregate = tuple[str, str]
"""Topic and key."""


@dataclass(slots=True)
class _Outcome:
    sent: list[int]
    parked: list[tuple[int, str]]
    failed: BaseException | None = None


@dataclass(slots=True)
class _Batch:
    """Rows that were handed to the producer, and its answers in their order; fewer if it failed."""

    rows: Sequence[Any]
    answers: list[asyncio.Future[Any]]
    started: float
    failed: bool = False

    @property
    def leaves_more(self) -> bool:
        """Whether more rows may wait, and may be handed over before this batch is answered."""
        return len(self.rows) == _BATCH and not self.failed


class Relay:
    """The relay of one database. ``run_once`` is the job of a ticker that every commit wakes.

    One relay is active; others stand by, and their processes' events are sent by the active one, which they ``wake``.

    A run sends all that was committed by then: what is committed during a run goes together in the next. The outbox may
    hold more than a batch: then the next batch is read and handed over while the batch before waits for its answers.

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
        self.wake: Callable[[], None] = lambda: None
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
            await self._send_all(connection)
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
                if not await connection.scalar(_TRY_LOCK):
                    await connection.execute(_TELL_THE_ACTIVE)
                    await connection.close()
                    return None
                await connection.execute(_SET_UP)
                driver: Any = (await connection.get_raw_connection()).driver_connection
                await driver.add_listener(_CHANNEL, lambda *_: self.wake())
            except BaseException:
                await connection.invalidate()
                raise
            self._connection = connection
        return self._connection

    async def _send_all(self, connection: AsyncConnection) -> None:
        """Send until less than a batch waits: what has been committed since has called for another run.

        After a failure of an event, later events of its aggregate count as unsent too, also in the batch under way.
        No further batch is handed over then: it would bring the failed event behind those.
        """
        broken: set[Aggregate] = set()
        failed: BaseException | None = None
        under_way: list[_Batch] = []
        more = True
        try:
            while more or under_way:
                if more:
                    batch = await self._hand_over(await self._unsent(connection, under_way))
                    under_way.append(batch)
                    more = batch.leaves_more
                if len(under_way) > 1 or not more:
                    failed = await self._finish(connection, under_way.pop(0), broken) or failed
                    more = more and not failed
        finally:
            for answer in (answer for batch in under_way for answer in batch.answers):
                answer.cancel()  # these rows are sent again
        if failed:
            await self._drop_producer()
            raise failed

    async def _unsent(self, connection: AsyncConnection, under_way: Iterable[_Batch]) -> Sequence[Any]:
        positions = [row.position for batch in under_way for row in batch.rows]
        return (await connection.execute(_UNSENT, {"under_way": positions})).all()

    async def _finish(self, connection: AsyncConnection, batch: _Batch, broken: set[Aggregate]) -> BaseException | None:
        """Wait for the answers and mark what was acknowledged; the error if the broker failed."""
        if not batch.rows:
            return None
        outcome = await _outcome_of(batch, broken)
        await self._mark(connection, outcome)
        RELAY_PUBLISHED.inc(len(outcome.sent))
        get_logger().info(
            "relay.batch_published",
            published=len(outcome.sent),
            parked=len(outcome.parked),
            outcome="failed" if outcome.failed else "sent",
            duration_ms=round((monotonic() - batch.started) * 1000, 1),
        )
        return outcome.failed

    async def _hand_over(self, rows: Sequence[Any]) -> _Batch:
        """Give rows to the producer in order until it fails; what can never be sent is passed over."""
        batch = _Batch(rows, [], monotonic())
        producer = await self._started_producer() if rows else None
        for number, row in enumerate(rows):
            if number % _FEW == _FEW - 1:
                await asyncio.sleep(0)  # what was handed over begins to go, and other work has its turn
            try:
                batch.answers.append(await self._hand_over_one(producer, row))
            except Exception as error:
                batch.answers.append(_failed(error))
                batch.failed = not isinstance(error, _NEVER_SENT)
                if batch.failed:
                    break
        return batch

    async def _hand_over_one(self, producer: AIOKafkaProducer, row: Any) -> asyncio.Future[Any]:
        return await producer.send(  # type: ignore[no-any-return]
            self._settings.kafka_topic_prefix + row.topic,
            value=row.data,
            key=row.key.encode(),
            headers=_headers(row),
        )

    async def _mark(self, connection: AsyncConnection, outcome: _Outcome) -> None:
        if outcome.sent:
            await connection.execute(_MARK, {"sent": outcome.sent})
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
                max_batch_size=_MOST_BYTES,
                partitioner=partition_of,
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


async def _outcome_of(batch: _Batch, broken: set[Aggregate]) -> _Outcome:
    """What became of a batch. Adds the aggregates with a failed event to ``broken``."""
    outcome = _Outcome([], [])
    for row, answer in zip(batch.rows, batch.answers, strict=False):
        try:
            await answer
        except _NEVER_SENT as error:
            outcome.parked.append((row.position, type(error).__name__))
        except Exception as error:
            broken.add((row.topic, row.key))
            outcome.failed = outcome.failed or error
        else:
            if (row.topic, row.key) not in broken:
                outcome.sent.append(row.position)
    return outcome


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

"""Outgoing events: written in the transaction of the change they tell of, sent afterwards by the relay."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.contract import Contract
from shared.messaging.envelope import Envelope
from shared.messaging.tables import outbox
from shared.runtime.clock import Clock
from shared.runtime.context import MessageContext
from shared.runtime.ids import new_id

# Made once: these run for every transaction that tells of something.
_APPEND = sa.insert(outbox)
_NEXT_VERSIONS = sa.text(
    "INSERT INTO outbox_sequence AS known (topic, key, last)"
    " SELECT * FROM unnest(CAST(:topics AS text[]), CAST(:keys AS text[]), CAST(:counts AS bigint[]))"
    " ON CONFLICT (topic, key) DO UPDATE SET last = known.last + excluded.last"
    " RETURNING topic, key, last"
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One event to send. ``key`` is the id of the aggregate and the Kafka key; a tombstone has no ``data``."""

    data: Contract | None
    topic: str
    key: str
    event_type: str
    subject: str | None = None


def outgoing(data: Contract, key: str) -> Outgoing:
    """An event with the topic and the type of its contract."""
    return Outgoing(data, topic=data.topic, key=key, event_type=data.event_type, subject=key)


def caused_by(envelope: Envelope) -> MessageContext:
    """The context of work that an event causes."""
    return MessageContext(correlation_id=envelope.story, causation_id=envelope.id).child_of(envelope.traceparent)


@dataclass(frozen=True, slots=True)
class Pending:
    """An outgoing event with the context it came about in."""

    event: Outgoing
    context: MessageContext


async def append(connection: AsyncConnection, pending: Sequence[Pending], *, source: str, clock: Clock) -> None:
    """Write events to the outbox in their order; each event gets the next version of its aggregate.

    The row of the version stays locked until the transaction ends, so that the events of an aggregate stay in order.
    """
    if not pending:
        return
    versions = await _next_versions(connection, [waiting.event for waiting in pending])
    rows = []
    for waiting in pending:
        event, cause = waiting.event, waiting.context
        aggregate = (event.topic, event.key)
        event_id = new_id()
        rows.append(
            {
                "event_id": event_id,
                "topic": event.topic,
                "key": event.key,
                "sequence": versions[aggregate],
                "event_type": event.event_type,
                "source": source,
                "subject": event.subject or event.key,
                "time": clock.now(),
                "correlation_id": cause.correlation_id or str(event_id),
                "causation_id": cause.causation_id,
                "traceparent": cause.traceparent,
                "data": None if event.data is None else event.data.model_dump_json(by_alias=True).encode(),
            }
        )
        versions[aggregate] += 1
    await connection.execute(_APPEND, rows)


async def _next_versions(connection: AsyncConnection, events: Sequence[Outgoing]) -> dict[tuple[str, str], int]:
    """The first free version of each aggregate. Aggregates are locked in sorted order, so that nothing deadlocks."""
    counts = sorted(Counter((event.topic, event.key) for event in events).items())
    rows = await connection.execute(
        _NEXT_VERSIONS,
        {
            "topics": [topic for (topic, _), _ in counts],
            "keys": [key for (_, key), _ in counts],
            "counts": [count for _, count in counts],
        },
    )
    taken = dict(counts)
    return {(topic, key): last - taken[(topic, key)] + 1 for topic, key, last in rows}

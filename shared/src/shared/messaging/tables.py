"""The tables of messaging, the same in every service's database."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, UUID

from shared.runtime.idempotency_table import idempotency_keys

_TIME = TIMESTAMP(timezone=True)

metadata = sa.MetaData()

# What is to be sent. `position` says in which order; a row is unsent until `sent_at`, or `parked_error` when it
# can never be sent. `data` is null for a tombstone.
outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("event_id", UUID(as_uuid=True), nullable=False, unique=True),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("event_type", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("subject", sa.Text),
    sa.Column("time", _TIME, nullable=False),
    sa.Column("correlation_id", sa.Text, nullable=False),
    sa.Column("causation_id", sa.Text),
    sa.Column("traceparent", sa.Text),
    sa.Column("data", sa.LargeBinary),
    sa.Column("created_at", _TIME, nullable=False, server_default=sa.func.now()),
    sa.Column("sent_at", _TIME),
    sa.Column("parked_error", sa.Text),
)
sa.Index(
    "outbox_unsent",
    outbox.c.position,
    postgresql_where=sa.and_(outbox.c.sent_at.is_(None), outbox.c.parked_error.is_(None)),
)
sa.Index("outbox_sent_at", outbox.c.sent_at, postgresql_where=outbox.c.sent_at.is_not(None))

# The last version given out per aggregate (a key of a topic); its row lock keeps an aggregate's events in order.
outbox_sequence = sa.Table(
    "outbox_sequence",
    metadata,
    sa.Column("topic", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("last", sa.BigInteger, nullable=False),
)

# The events that were handled, inserted in the handler's own transaction.
inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("consumer", sa.Text, primary_key=True),
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("event_id", sa.Text, primary_key=True),
    sa.Column("handled_at", _TIME, nullable=False, server_default=sa.func.now()),
)

# Records that can't be handled, whole. `item` is the index of the mark in a list, null for the record as a whole.
# status: parked, replay (asked for), replayed, discarded.
dead_letter = sa.Table(
    "dead_letter",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("partition", sa.Integer, nullable=False),
    sa.Column("offset", sa.BigInteger, nullable=False),
    sa.Column("item", sa.Integer),
    sa.Column("record_time", _TIME, nullable=False),
    sa.Column("key", sa.LargeBinary),
    sa.Column("value", sa.LargeBinary),
    sa.Column("headers", JSONB, nullable=False),
    sa.Column("error_type", sa.Text, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False, server_default="parked"),
    sa.Column("at", _TIME, nullable=False, server_default=sa.func.now()),
    sa.UniqueConstraint(
        "topic", "partition", "offset", "item", name="dead_letter_once", postgresql_nulls_not_distinct=True
    ),
    sa.CheckConstraint("status IN ('parked', 'replay', 'replayed', 'discarded')", name="dead_letter_status"),
)
sa.Index("dead_letter_open", dead_letter.c.id, postgresql_where=dead_letter.c.status.in_(["parked", "replay"]))

# Answers kept for requests with an Idempotency-Key: HTTP's own table, kept beside the others.
idempotency_key = idempotency_keys.to_metadata(metadata)


def messaging_tables(target: sa.MetaData) -> None:
    """Make the tables of messaging part of ``target``, so that a service's migrations know of them."""
    for table in metadata.sorted_tables:
        table.to_metadata(target)

"""The table of answers kept for requests with an ``Idempotency-Key``."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TIMESTAMP

_TIME = TIMESTAMP(timezone=True)

# `finished_at` is null while the first request runs; until then `created_at` is its last sign of life and `body_hash`
# is empty.
idempotency_keys = sa.Table(
    "idempotency_key",
    sa.MetaData(),
    sa.Column("sub", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("path", sa.Text, primary_key=True),
    sa.Column("body_hash", sa.LargeBinary, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("content_type", sa.Text),
    sa.Column("body", sa.LargeBinary),
    sa.Column("created_at", _TIME, nullable=False, server_default=sa.func.now()),
    sa.Column("finished_at", _TIME),
)
sa.Index("idempotency_key_created_at", idempotency_keys.c.created_at)

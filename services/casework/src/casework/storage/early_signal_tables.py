"""The table of early signals."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TIMESTAMP, UUID

from casework.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)

# Since when an early signal waits, and whether it was declined; what it says is in `ground`. Both go with its term.
early_signal = sa.Table(
    "early_signal",
    metadata,
    sa.Column("signal_id", UUID(as_uuid=True), primary_key=True),
    sa.Column("received_at", _TIME, nullable=False),
    sa.Column("declined_at", _TIME),
    sa.Column("declined_by", sa.Text),
    sa.Column("decline_reason", sa.Text),
)
sa.Index("early_signal_received", early_signal.c.received_at, early_signal.c.signal_id)

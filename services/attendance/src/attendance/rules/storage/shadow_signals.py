"""The table of signals in the shadow: what rules on trial conclude, apart from what others were told."""

import sqlalchemy as sa

from attendance.register.storage.tables import metadata
from attendance.rules.storage.tables import signal

# As a signal, but without foreign keys: nothing rests on these rows.
shadow_signal = sa.Table(
    "shadow_signal",
    metadata,
    *(
        sa.Column(column.name, column.type, primary_key=column.primary_key, nullable=column.nullable)
        for column in signal.columns
    ),
)

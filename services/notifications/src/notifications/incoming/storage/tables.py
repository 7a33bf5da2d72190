"""The table of what came back."""

import sqlalchemy as sa

from notifications.storage.tables import ID, TIME, metadata

# One row a mail in the mailbox. Its subject and text are nowhere here.
incoming = sa.Table(
    "incoming",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False, unique=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("sender", sa.Text),
    sa.Column("arrived_at", TIME, nullable=False),
    sa.Column("notification_id", ID),
    sa.Column("code", sa.Text),
    sa.CheckConstraint(
        "kind IN ('delivery-failed', 'delivery-delayed', 'automatic-reply', 'calendar-reply', 'other')",
        name="incoming_kind",
    ),
)
sa.Index("incoming_arrived_at", incoming.c.arrived_at)

# One row a mailbox on a server: how far it was read. UIDs rise as long as UIDVALIDITY stays (RFC 3501, 2.3.1.1).
mailbox_place = sa.Table(
    "mailbox_place",
    metadata,
    sa.Column("mailbox", sa.Text, primary_key=True),
    sa.Column("uid_validity", sa.BigInteger, nullable=False),
    sa.Column("uid", sa.BigInteger, nullable=False),
)

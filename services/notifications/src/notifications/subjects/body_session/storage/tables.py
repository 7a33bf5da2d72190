"""The table of this subject."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from notifications.storage.tables import ID, TIME, metadata, origin

# What consultation.policy.v1 said of sessions of consultation bodies, one row per version of a session.
body_session_version = sa.Table(
    "body_session_version",
    metadata,
    sa.Column("session_id", ID, primary_key=True),
    sa.Column("sequence", sa.BigInteger, primary_key=True),
    sa.Column("is_cancelled", sa.Boolean, nullable=False),
    sa.Column("body_id", ID, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("starts_at", TIME, nullable=False),
    sa.Column("ends_at", TIME, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("guests", JSONB, nullable=False),
    sa.Column("ical_uid", sa.Text, nullable=False),
    sa.Column("ical_sequence", sa.Integer, nullable=False),
    *origin(),
)
sa.Index("body_session_version_ical_uid", body_session_version.c.ical_uid)

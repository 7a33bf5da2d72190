"""The tables of this subject."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from notifications.storage.tables import ID, TIME, metadata, origin

# What consultation.meetings.v1 said, one row per version of a meeting.
meeting_version = sa.Table(
    "meeting_version",
    metadata,
    sa.Column("meeting_id", ID, primary_key=True),
    sa.Column("sequence", sa.BigInteger, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("case_ids", ARRAY(ID), nullable=False),
    sa.Column("starts_at", TIME, nullable=False),
    sa.Column("ends_at", TIME, nullable=False),
    sa.Column("place", sa.Text),
    sa.Column("participants", JSONB, nullable=False),
    sa.Column("ical_uid", sa.Text, nullable=False),
    sa.Column("ical_sequence", sa.Integer, nullable=False),
    sa.Column("fixed_for", TIME),
    sa.Column("agenda", JSONB),
    sa.Column("agenda_ready", sa.Boolean, nullable=False, server_default=sa.false()),
    *origin(),
)

sa.Index("meeting_version_ical_uid", meeting_version.c.ical_uid)

# That a participant's answer about a start was awaited at a version of the meeting, or came; not what it says.
meeting_answer = sa.Table(
    "meeting_answer",
    metadata,
    sa.Column("meeting_id", ID, primary_key=True),
    sa.Column("sequence", sa.BigInteger, primary_key=True),
    sa.Column("contact_id", sa.Text, nullable=False),
    sa.Column("starts_at", TIME, nullable=False),
    sa.Column("answered", sa.Boolean, nullable=False),
    *origin(),
)
# That there was no time for a meeting, at a version of it.
meeting_no_slot = sa.Table(
    "meeting_no_slot",
    metadata,
    sa.Column("meeting_id", ID, primary_key=True),
    sa.Column("sequence", sa.BigInteger, primary_key=True),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("case_ids", ARRAY(ID), nullable=False),
    *origin(),
)
sa.Index("meeting_answer_starts_at", meeting_answer.c.starts_at)

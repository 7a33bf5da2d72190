"""The tables of early signals."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, UUID

from attendance.register.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)

# `numbers` null switches the kind off.
early_signal_rule = sa.Table(
    "early_signal_rule",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("valid_from", sa.SmallInteger, nullable=False),
    sa.Column("numbers", JSONB(none_as_null=True)),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("added_at", _TIME, nullable=False),
)

# At most one of a pupil and kind stands; `finding` is what it rests on by now.
early_signal = sa.Table(
    "early_signal",
    metadata,
    sa.Column("signal_id", UUID(as_uuid=True), primary_key=True),
    sa.Column("pupil_id", sa.Integer, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
    sa.Column("rule_version", sa.Integer, nullable=False),
    sa.Column("numbers", JSONB, nullable=False),
    sa.Column("finding", JSONB, nullable=False),
    sa.Column("raised_at", _TIME, nullable=False),
    sa.Column("ended_at", _TIME),
)

# Pupils to look at, by school.
early_signal_due = sa.Table(
    "early_signal_due",
    metadata,
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("pupil_id", sa.Integer, primary_key=True, autoincrement=False),
)

# One row: the day and rules for which everybody was put to be looked at, and until when marks were looked through.
early_signal_watch = sa.Table(
    "early_signal_watch",
    metadata,
    sa.Column("one", sa.Boolean, primary_key=True),
    sa.Column("passed_for", sa.Text, nullable=False),
    sa.Column("news_until", _TIME, nullable=False),
)

# The date of each school's newest mark when its pupils were last put to be looked at.
early_signal_newest = sa.Table(
    "early_signal_newest",
    metadata,
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("date", sa.Date, nullable=False),
)

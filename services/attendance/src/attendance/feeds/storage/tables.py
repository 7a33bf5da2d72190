"""The tables of schools' feeds."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TIMESTAMP, UUID

from attendance.register.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)

# From which half day on a school is known to tell of every half day.
feed = sa.Table(
    "feed",
    metadata,
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("school_year", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("half_day", sa.SmallInteger, nullable=False),
)


silence = sa.Table(
    "silence",
    metadata,
    sa.Column("silence_id", _ID, primary_key=True),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
    sa.Column("school_days", sa.Integer, nullable=False),
    sa.Column("last_recorded_at", _TIME),
    sa.Column("concluded_at", _TIME, nullable=False),
    sa.Column("ended_at", _TIME),
)


# What is silent now.
silent_half_day = sa.Table(
    "silent_half_day",
    metadata,
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("date", sa.Date, primary_key=True),
    sa.Column("half_day", sa.SmallInteger, primary_key=True),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
    sa.Column("silence_id", sa.ForeignKey("silence.silence_id"), nullable=False),
    sa.Column("silent_since", _TIME, nullable=False),
)


# Half days about which a school was silent once, and is no more.
silent_history = sa.Table(
    "silent_history",
    metadata,
    sa.Column("school", sa.Text, nullable=False, index=True),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("half_day", sa.SmallInteger, nullable=False),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
    sa.Column("silent_since", _TIME, nullable=False),
    sa.Column("silent_until", _TIME, nullable=False),
)

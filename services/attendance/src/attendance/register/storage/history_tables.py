"""The tables of what was known once and has been replaced. First reports leave nothing here."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, UUID

from attendance.register.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)

# Rows of `enrolment`, `withdrawal` and `implicit_enrolment` (`kind`) that were replaced by another thing, whole; the
# system knew what they say from `known_since` up to `known_until`.
report_history = sa.Table(
    "report_history",
    metadata,
    sa.Column("pupil_id", sa.Integer, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("report", JSONB, nullable=False),
    sa.Column("known_since", _TIME, nullable=False),
    sa.Column("known_until", _TIME, nullable=False),
)

# Which person a pupil was, up to `known_until`; `position` orders what changed at one moment.
person_history = sa.Table(
    "person_history",
    metadata,
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("pupil_id", sa.Integer, nullable=False, index=True),
    sa.Column("person_id", UUID(as_uuid=True), nullable=False, index=True),
    sa.Column("known_until", _TIME, nullable=False),
)


# Versions of schools' own calendars that were replaced at `known_until`.
calendar_history = sa.Table(
    "calendar_history",
    metadata,
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("school_year", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("base", sa.Text, nullable=False),
    sa.Column("sessions", JSONB, nullable=False),
    sa.Column("closures", JSONB, nullable=False),
    sa.Column("extra", JSONB, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
    sa.Column("known_until", _TIME, nullable=False),
)

"""The tables of trajectories of youth coaches. A case has its newest version; the revisions are those of before."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, UUID

from casework.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)

# `contact_by` and `evaluate_on` are counted from the rest, so that the worklist finds them.
trajectory = sa.Table(
    "trajectory",
    metadata,
    sa.Column("case_id", UUID(as_uuid=True), sa.ForeignKey("case_record.case_id"), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("at", _TIME, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("content", JSONB, nullable=False),
    sa.Column("began_on", sa.Date, nullable=False),
    sa.Column("contact_by", sa.Date),
    sa.Column("evaluate_on", sa.Date),
)

# The revisions go along with their trajectory, to another case and away.
trajectory_revision = sa.Table(
    "trajectory_revision",
    metadata,
    sa.Column(
        "case_id",
        UUID(as_uuid=True),
        sa.ForeignKey("trajectory.case_id", onupdate="CASCADE", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", _TIME, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("content", JSONB, nullable=False),
)

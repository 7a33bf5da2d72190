"""The table of plans: a row for each version, so what a plan was before is kept."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP, UUID

from casework.storage.tables import metadata

plan = sa.Table(
    "plan",
    metadata,
    sa.Column("case_id", UUID(as_uuid=True), sa.ForeignKey("case_record.case_id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", TIMESTAMP(timezone=True), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("goals", JSONB, nullable=False),
    sa.Column("evaluate_on", ARRAY(sa.Date), nullable=False),
)

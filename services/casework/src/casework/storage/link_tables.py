"""The table of links between cases."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TIMESTAMP, UUID

from casework.storage.tables import metadata

_ID = UUID(as_uuid=True)

# Two cases that belong together, in one row whichever of them the link was made from. Goes when the link ends.
case_link = sa.Table(
    "case_link",
    metadata,
    sa.Column("link_id", _ID, primary_key=True),
    sa.Column("case_id", _ID, sa.ForeignKey("case_record.case_id"), nullable=False),
    sa.Column("other_id", _ID, sa.ForeignKey("case_record.case_id"), nullable=False),
    sa.Column("relation", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", TIMESTAMP(timezone=True), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
)
sa.Index("case_link_case", case_link.c.case_id)
sa.Index("case_link_other", case_link.c.other_id)

"""The table of guests of cases."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TIMESTAMP, UUID

from casework.storage.tables import metadata

# A person with a name and a phone number, in this table alone. Removed with its term, and when the pupil is erased.
case_guest = sa.Table(
    "case_guest",
    metadata,
    sa.Column("guest_id", UUID(as_uuid=True), primary_key=True),
    sa.Column("case_id", UUID(as_uuid=True), sa.ForeignKey("case_record.case_id"), nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("phone", sa.Text),
    sa.Column("at", TIMESTAMP(timezone=True), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
)
sa.Index("case_guest_case", case_guest.c.case_id)

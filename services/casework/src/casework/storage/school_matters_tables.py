"""The table of what attendance says of schools as a whole. It has nothing of persons."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from casework.storage.tables import metadata

# A copy of questions about classes and of silences. `waits` while it needs somebody.
school_matter = sa.Table(
    "school_matter",
    metadata,
    sa.Column("matter_id", UUID(as_uuid=True), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("half_day", sa.Text),
    sa.Column("waits", sa.Boolean, nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
)
sa.Index("school_matter_waiting", school_matter.c.kind, postgresql_where=school_matter.c.waits)

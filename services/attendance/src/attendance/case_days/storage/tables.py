"""The table of the days of cases."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from attendance.register.storage.tables import metadata

_ID = UUID(as_uuid=True)

# A row without a person is of a case that goes on in another case, or whose end or transfer came before its beginning.
# A person who is erased takes the rows along. `version` is that of the newest event.
case_days = sa.Table(
    "case_days",
    metadata,
    sa.Column("case_id", _ID, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("person_id", _ID, sa.ForeignKey("person.person_id", ondelete="CASCADE"), index=True),
    sa.Column("case_type", sa.Text),
    sa.Column("school", sa.Text),
    sa.Column("school_year", sa.SmallInteger),
    sa.Column("opened_on", sa.Date),
    sa.Column("ended_on", sa.Date),
    sa.Column("merged", sa.Boolean, nullable=False),
)

"""The table of watches."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, UUID

from attendance.register.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)

# The newest watch of each case. Of one that casework ended only the version and the time are left, so that what comes
# late does not begin it again. A person who is erased takes the watches along.
watch = sa.Table(
    "watch",
    metadata,
    sa.Column("case_id", _ID, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("person_id", _ID, sa.ForeignKey("person.person_id", ondelete="CASCADE"), index=True),
    sa.Column("asked_on", sa.Date),
    sa.Column("criteria", JSONB(none_as_null=True)),
    sa.Column("met_at", _TIME),
    sa.Column("broken_at", _TIME),
    sa.Column("ended_at", _TIME),
)

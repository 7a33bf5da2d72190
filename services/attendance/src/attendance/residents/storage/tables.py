"""The tables of the control of compulsory education."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import BYTEA, TIMESTAMP, UUID

from attendance.register.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)

# The newest entry of each child in a school year's lists. Of one that is not `of_age` nothing else is kept.
resident = sa.Table(
    "resident",
    metadata,
    sa.Column("school_year", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("insz_key", BYTEA, primary_key=True),
    sa.Column("reference_date", sa.Date, nullable=False),
    sa.Column("of_age", sa.Boolean, nullable=False),
    sa.Column("given_name", sa.Text),
    sa.Column("family_name", sa.Text),
    sa.Column("birth_date", sa.Date),
    sa.Column("registered_on", sa.Date),
    sa.Column("postcode", sa.Text),
    sa.Column("nis", sa.Text),
    sa.Column("imported_at", _TIME, nullable=False),
)
sa.Index("resident_insz_key", resident.c.insz_key)

# That no enrolment is known of a child, as concluded then; it stands until `found_at`.
enrolment_gap = sa.Table(
    "enrolment_gap",
    metadata,
    sa.Column("signal_id", _ID, primary_key=True),
    sa.Column("person_id", _ID, sa.ForeignKey("person.person_id"), nullable=False),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
    sa.Column("reference_date", sa.Date, nullable=False),
    sa.Column("concluded_at", _TIME, nullable=False),
    sa.Column("found_at", _TIME),
)
sa.Index(
    "enrolment_gap_standing",
    enrolment_gap.c.person_id,
    enrolment_gap.c.school_year,
    unique=True,
    postgresql_where=enrolment_gap.c.found_at.is_(None),
)

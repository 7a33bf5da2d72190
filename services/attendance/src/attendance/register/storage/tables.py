"""The tables of attendance."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import (
    BYTEA,
    DATEMULTIRANGE,
    DATERANGE,
    INT4MULTIRANGE,
    JSONB,
    TIMESTAMP,
    UUID,
)

from shared.copies.contacts import directory_table
from shared.copies.figures import published_table
from shared.copies.school_names import school_names_table
from shared.messaging.tables import messaging_tables
from shared.web.session.table import sessions_table

metadata = sa.MetaData()
messaging_tables(metadata)
directory_table(metadata)
school_names_table(metadata)
published_table(metadata)
sessions_table(metadata)

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)
_BY_CODE_POINT = sa.Text(collation="C")

# `compulsory` are the days of compulsory age; `digest` changes with whatever others are told of the person.
person = sa.Table(
    "person",
    metadata,
    sa.Column("person_id", _ID, primary_key=True),
    sa.Column("insz_key", BYTEA, unique=True),
    sa.Column("given_name", sa.Text),
    sa.Column("family_name", sa.Text),
    sa.Column("birth_date", sa.Date),
    sa.Column("compulsory", DATERANGE, nullable=False),
    sa.Column("digest", BYTEA),
    sa.Column("merged_into", _ID, sa.ForeignKey("person.person_id")),
    sa.Column("created_at", _TIME, nullable=False),
)

# `pupil_id` is short because it is in the key of every mark. `enrolled` follows from enrolments and withdrawals.
# `closed` are half days (as numbers, `encoding.number_of`) on which only other sites of the school have lessons.
pupil = sa.Table(
    "pupil",
    metadata,
    sa.Column("pupil_id", sa.Integer, sa.Identity(always=True), primary_key=True),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("pupil", _BY_CODE_POINT, nullable=False),
    sa.Column("person_id", _ID, sa.ForeignKey("person.person_id"), index=True),
    sa.Column("enrolled", DATEMULTIRANGE, nullable=False),
    sa.Column("closed", INT4MULTIRANGE, nullable=False),
    sa.UniqueConstraint("school", "pupil"),
)

# The newest mark of each half day. `verdict` and `school_year` follow from calendar and enrolments. `known_since` is
# when the system learned this status. `code` is the official code where those are retained, else 0.
mark = sa.Table(
    "mark",
    metadata,
    sa.Column("pupil_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("date", sa.Date, primary_key=True),
    sa.Column("half_day", sa.SmallInteger, primary_key=True),
    sa.Column("status", sa.SmallInteger, nullable=False),
    sa.Column("verdict", sa.SmallInteger, nullable=False),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
    sa.Column("recorded_at", _TIME, nullable=False),
    sa.Column("known_since", _TIME, nullable=False),
    sa.Column("event_id", _BY_CODE_POINT, nullable=False),
    sa.Column("code", sa.SmallInteger, nullable=False),
)

# The latest date inside its calendar (of any site) for which a school has sent any mark.
newest_mark = sa.Table(
    "newest_mark",
    metadata,
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("date", sa.Date, nullable=False),
)

# Statuses that were replaced, and from when until when the system had them.
mark_history = sa.Table(
    "mark_history",
    metadata,
    sa.Column("pupil_id", sa.Integer, nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("half_day", sa.SmallInteger, nullable=False),
    sa.Column("status", sa.SmallInteger, nullable=False),
    sa.Column("recorded_at", _TIME, nullable=False),
    sa.Column("event_id", _BY_CODE_POINT, nullable=False),
    sa.Column("known_since", _TIME, nullable=False),
    sa.Column("known_until", _TIME, nullable=False),
    sa.Column("code", sa.SmallInteger, nullable=False),
)

# Marks that will never count, apart from the register so that they take no half day's place in it.
rejected_mark = sa.Table(
    "rejected_mark",
    metadata,
    sa.Column("pupil_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("date", sa.Date, primary_key=True),
    sa.Column("half_day", sa.SmallInteger, primary_key=True),
    sa.Column("recorded_at", _TIME, primary_key=True),
    sa.Column("event_id", _BY_CODE_POINT, primary_key=True),
    sa.Column("status", sa.SmallInteger, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
    sa.Column("rejected_at", _TIME, nullable=False),
)

# `holds_until` follows from all reports: the last day, 'infinity' when open, the day before `valid_from` when annulled.
enrolment = sa.Table(
    "enrolment",
    metadata,
    sa.Column("pupil_id", sa.ForeignKey("pupil.pupil_id"), primary_key=True),
    sa.Column("valid_from", sa.Date, primary_key=True),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("class_name", sa.Text),
    sa.Column("structure", sa.Text),
    sa.Column("given_name", sa.Text),
    sa.Column("family_name", sa.Text),
    sa.Column("birth_date", sa.Date),
    sa.Column("insz_key", BYTEA),
    sa.Column("transferred_problematic", sa.Integer),
    sa.Column("transferred_until", sa.Date),
    sa.Column("recorded_at", _TIME, nullable=False),
    sa.Column("event_id", _BY_CODE_POINT, nullable=False),
    sa.Column("ses", sa.Boolean),
    sa.Column("site", sa.Text),
    sa.Column("registered_on", sa.Date),
    sa.Column("known_since", _TIME, nullable=False),
    sa.Column("holds_until", sa.Date, nullable=False),
)

withdrawal = sa.Table(
    "withdrawal",
    metadata,
    sa.Column("pupil_id", sa.ForeignKey("pupil.pupil_id"), primary_key=True),
    sa.Column("recorded_at", _TIME, primary_key=True),
    sa.Column("event_id", _BY_CODE_POINT, primary_key=True),
    sa.Column("valid_until", sa.Date),
    sa.Column("known_since", _TIME, nullable=False),
)

implicit_enrolment = sa.Table(
    "implicit_enrolment",
    metadata,
    sa.Column("pupil_id", sa.ForeignKey("pupil.pupil_id"), primary_key=True),
    sa.Column("first", sa.Date, primary_key=True),
    sa.Column("last", sa.Date, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("recorded_at", _TIME, nullable=False),
    sa.Column("known_since", _TIME, nullable=False),
)

# Follows from the enrolments: counts of schools outside the system, each once.
transferred_count = sa.Table(
    "transferred_count",
    metadata,
    sa.Column("pupil_id", sa.ForeignKey("pupil.pupil_id"), primary_key=True),
    sa.Column("until", sa.Date, primary_key=True),
    sa.Column("problematic", sa.Integer, nullable=False),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
)

calendar = sa.Table(
    "calendar",
    metadata,
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("school_year", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("base", sa.Text, nullable=False),
    sa.Column("sessions", JSONB, nullable=False),
    sa.Column("closures", JSONB, nullable=False),
    sa.Column("extra", JSONB, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
)


# Half days that a school reported: it said that there is nothing to report (`confirmed`), or marks were found.
heard_half_day = sa.Table(
    "heard_half_day",
    metadata,
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("date", sa.Date, primary_key=True),
    sa.Column("half_day", sa.SmallInteger, primary_key=True),
    sa.Column("confirmed", sa.Boolean, nullable=False),
)

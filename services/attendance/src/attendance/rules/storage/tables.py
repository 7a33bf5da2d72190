"""The tables of rules and signals."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import (
    ARRAY,
    JSONB,
    TIMESTAMP,
    UUID,
)

from attendance.register.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)

# `statuses` are the statuses that the rule has to hear of when they come or go, a bit for each. `form` is what differs
# from the plain count. The view `live_rule` has the versions that are not off and not replaced as a whole.
rule = sa.Table(
    "rule",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("valid_from", sa.SmallInteger, nullable=False),
    sa.Column("levels", ARRAY(sa.Integer), nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("mode", sa.Text, nullable=False),
    sa.Column("added_at", _TIME, nullable=False),
    sa.Column("statuses", sa.SmallInteger, nullable=False),
    sa.Column("valid_until", sa.SmallInteger),
    sa.Column("form", JSONB, nullable=False),
    sa.Column("pack", sa.Text),
)


# `person_id` follows the pupil when persons join or part; the rest is as concluded.
signal = sa.Table(
    "signal",
    metadata,
    sa.Column("signal_id", _ID, primary_key=True),
    sa.Column("person_id", sa.ForeignKey("person.person_id"), nullable=False, index=True),
    sa.Column("pupil_id", sa.ForeignKey("pupil.pupil_id"), nullable=False),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("pupil", sa.Text, nullable=False),
    sa.Column("level_of_education", sa.Text, nullable=False),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("rule_version", sa.Integer, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("reached_on", sa.Date, nullable=False),
    sa.Column("half_days", JSONB, nullable=False),
    sa.Column("calendar_version", sa.Integer, nullable=False),
    sa.Column("concluded_at", _TIME, nullable=False),
    sa.Column("withdrawn_at", _TIME),
    sa.Column("truancy", sa.Boolean, nullable=False),
)

# Signals of rules on trial, apart from what others were told. Without foreign keys: nothing rests on these rows.
shadow_signal = sa.Table(
    "shadow_signal",
    metadata,
    *(
        sa.Column(column.name, column.type, primary_key=column.primary_key, nullable=column.nullable)
        for column in signal.columns
    ),
)

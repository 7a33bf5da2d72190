"""The tables about the people who follow cases: teams, who gets new cases, who is away."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from casework.storage.tables import metadata

# `members` are contact ids or subjects of tokens. No schools or types: all of them.
team = sa.Table(
    "team",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("members", ARRAY(sa.Text), nullable=False),
    sa.Column("schools", ARRAY(sa.Text), nullable=False),
    sa.Column("case_types", ARRAY(sa.Text), nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
)

# The rules by which new cases are assigned, as they hold now: one row, or none while there never were any.
assignment_rules = sa.Table(
    "assignment_rules",
    metadata,
    sa.Column("sole", sa.Boolean, primary_key=True),
    sa.Column("rules", JSONB, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.CheckConstraint("sole", name="assignment_rules_once"),
)

# The last absence of each person that somebody noted, both days included.
absence = sa.Table(
    "absence",
    metadata,
    sa.Column("worker", sa.Text, primary_key=True),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("deputy", sa.Text),
    sa.Column("version", sa.BigInteger, nullable=False),
)
sa.Index("absence_term", absence.c.last_day)

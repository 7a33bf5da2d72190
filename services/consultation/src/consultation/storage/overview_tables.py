"""The tables of the overview."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

from consultation.storage.tables import metadata
from shared.copies.figures import published_table

published_table(metadata)

# When coordinators were told what the agenda of the policy comes to.
told_agenda = sa.Table("told_agenda", metadata, sa.Column("told_on", sa.Date, primary_key=True))

# The newest of each figure over a school year, of every service. `groups_and_values` is as it was published.
figure = sa.Table(
    "figure",
    metadata,
    sa.Column("service", sa.Text, primary_key=True),
    sa.Column("figure", sa.Text, primary_key=True),
    sa.Column("school_year", sa.Text, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("smallest_cell", sa.Integer, nullable=False),
    sa.Column("groups_and_values", JSONB, nullable=False),
    sa.Column("known_at", TIMESTAMP(timezone=True), nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
)

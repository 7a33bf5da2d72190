"""The table of this subject."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from notifications.storage.tables import ID, metadata, origin

# What consultation.policy.v1 said of the agenda of the education policy: numbers by code, and who is told.
policy_agenda = sa.Table(
    "policy_agenda",
    metadata,
    sa.Column("agenda_id", ID, primary_key=True),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("counted_on", sa.Date, nullable=False),
    sa.Column("codes", JSONB, nullable=False),
    sa.Column("coordinators", ARRAY(sa.Text), nullable=False),
    *origin(),
)

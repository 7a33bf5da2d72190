"""The table of this subject."""

import sqlalchemy as sa

from notifications.storage.tables import ID, metadata, origin

# What attendance.signals.v1 said of early signals, where the municipality agreed that schools are told of them.
# `sequence` is the version of the person's signals. A signal of an erased person is removed.
early_signal = sa.Table(
    "early_signal",
    metadata,
    sa.Column("signal_id", ID, primary_key=True),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("person_id", ID, nullable=False),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("pupil", sa.Text, nullable=False),
    sa.Column("level_of_education", sa.Text, nullable=False),
    sa.Column("school_year", sa.Text, nullable=False),
    sa.Column("kind", sa.Text),
    sa.Column("period_from", sa.Date, nullable=False),
    sa.Column("period_until", sa.Date, nullable=False),
    *origin(),
)
sa.Index("early_signal_person", early_signal.c.person_id)

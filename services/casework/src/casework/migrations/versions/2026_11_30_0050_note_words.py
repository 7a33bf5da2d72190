"""Cases are found by words of their notes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "2026_11_30_0050_note_words"
down_revision = "2026_11_30_0044_unacknowledged"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """PostgreSQL makes the words of every note that there is, and of each that is written or changed."""
    words = sa.Computed("to_tsvector('dutch'::regconfig, text)", persisted=True)
    op.add_column("note", sa.Column("words", TSVECTOR, words))
    op.create_index("note_words", "note", ["words"], postgresql_using="gin")


def downgrade() -> None:
    """Without them."""
    op.drop_index("note_words", table_name="note")
    op.drop_column("note", "words")

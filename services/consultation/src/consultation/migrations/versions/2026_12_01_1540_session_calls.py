"""Whom sessions of consultation bodies call, and who comes for an organisation."""

from alembic import op

revision = "2026_12_01_1540_session_calls"
down_revision = "2026_12_01_1535_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sessions of before called nobody: their mails went by hand."""
    op.execute("ALTER TABLE body_member ADD COLUMN represented_by text[] NOT NULL DEFAULT '{}'")
    op.execute("ALTER TABLE body_session ADD COLUMN called jsonb NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE body_session ADD COLUMN ical_sequence integer NOT NULL DEFAULT 0")


def downgrade() -> None:
    """Who was called is gone."""
    op.execute("ALTER TABLE body_session DROP COLUMN ical_sequence")
    op.execute("ALTER TABLE body_session DROP COLUMN called")
    op.execute("ALTER TABLE body_member DROP COLUMN represented_by")

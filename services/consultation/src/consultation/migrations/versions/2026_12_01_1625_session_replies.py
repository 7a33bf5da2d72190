"""What is answered to invitations to sessions of consultation bodies."""

from alembic import op

revision = "2026_12_01_1625_session_replies"
down_revision = "2026_12_01_1620_offer_overlaps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody could answer before."""
    op.execute("ALTER TABLE body_session ADD COLUMN replies jsonb NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE body_session ADD COLUMN moved_in integer NOT NULL DEFAULT 0")


def downgrade() -> None:
    """The answers are gone."""
    op.execute("ALTER TABLE body_session DROP COLUMN moved_in")
    op.execute("ALTER TABLE body_session DROP COLUMN replies")

"""Who was at a meeting, and what was decided about its cases."""

from alembic import op

revision = "2026_11_30_0920_meeting_outcomes"
down_revision = "2026_11_30_0910_meeting_actions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of meetings held before nobody noted it."""
    op.execute("ALTER TABLE meeting ADD COLUMN present text[], ADD COLUMN decisions jsonb")


def downgrade() -> None:
    """Forget who was there and what was decided."""
    op.execute("ALTER TABLE meeting DROP COLUMN present, DROP COLUMN decisions")

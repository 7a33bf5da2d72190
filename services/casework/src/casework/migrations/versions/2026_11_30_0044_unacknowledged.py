"""A notice that its receiver did not confirm in time is known as such."""

from alembic import op

revision = "2026_11_30_0044_unacknowledged"
down_revision = "2026_11_30_0043_running_terms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From now on: of notices before, the timeline alone says it."""


def downgrade() -> None:
    """The version before knows them as sent."""
    op.execute("UPDATE notice SET status = 'sent' WHERE status = 'unacknowledged'")

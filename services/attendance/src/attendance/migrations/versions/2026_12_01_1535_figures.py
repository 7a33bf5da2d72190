"""What was published last of each figure."""

from alembic import op

from shared.copies.figures import create_published_table, drop_published_table

revision = "2026_12_01_1535_figures"
down_revision = "2026_12_01_1530_partner_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    create_published_table(op)


def downgrade() -> None:
    """Forget what was published: all of it is published again."""
    drop_published_table(op)

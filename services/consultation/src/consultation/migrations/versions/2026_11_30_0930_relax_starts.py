"""A meeting without a slot says when the slot would begin that relaxing a requirement gives."""

from alembic import op

revision = "2026_11_30_0930_relax_starts"
down_revision = "2026_11_30_0920_meeting_outcomes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Meetings that wait for a slot already say it when they are planned again."""
    op.execute("ALTER TABLE meeting ADD relax_starts timestamptz[]")


def downgrade() -> None:
    """Forget it."""
    op.execute("ALTER TABLE meeting DROP relax_starts")

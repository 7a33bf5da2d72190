"""Sessions of series: which one of its series a meeting is."""

from alembic import op

revision = "2026_11_30_0630_sessions"
down_revision = "2026_11_30_0110_school_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Meetings there are stand alone."""
    op.execute("ALTER TABLE meeting_version ADD fixed_for timestamptz")


def downgrade() -> None:
    """Forget it."""
    op.execute("ALTER TABLE meeting_version DROP fixed_for")

"""When a meeting was told of decides nothing any more."""

from alembic import op

revision = "2026_11_23_meetings_without_time"
down_revision = "2026_11_23_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forget it."""
    op.execute("ALTER TABLE meeting DROP told_at")


def downgrade() -> None:
    """Meetings known before count as told of now."""
    op.execute("ALTER TABLE meeting ADD told_at timestamptz NOT NULL DEFAULT now()")

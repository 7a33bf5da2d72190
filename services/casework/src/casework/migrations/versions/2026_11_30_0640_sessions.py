"""Which meetings are sessions of a standing meeting."""

from alembic import op

revision = "2026_11_30_0640_sessions"
down_revision = "2026_11_30_0115_work_after_end"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; no meeting of before is a session."""
    op.execute("ALTER TABLE meeting ADD COLUMN is_session boolean NOT NULL DEFAULT false")


def downgrade() -> None:
    """Forget which are."""
    op.execute("ALTER TABLE meeting DROP COLUMN is_session")

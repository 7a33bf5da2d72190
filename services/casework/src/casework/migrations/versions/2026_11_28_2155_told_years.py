"""The later school years of which it was told that a level was reached on a case."""

from alembic import op

revision = "2026_11_28_2155_told_years"
down_revision = "2026_11_28_2150_holds_end"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was told of later school years so far."""
    op.execute("ALTER TABLE case_record ADD told_years text[] NOT NULL DEFAULT '{}'")


def downgrade() -> None:
    """Forget what was told."""
    op.execute("ALTER TABLE case_record DROP told_years")

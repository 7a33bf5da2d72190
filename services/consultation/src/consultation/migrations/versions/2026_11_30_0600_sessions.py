"""Meetings can be sessions of a series, with the cases on their agenda."""

from alembic import op

revision = "2026_11_30_0600_sessions"
down_revision = "2026_11_30_0100_organisations"
branch_labels = None
depends_on = None

_COLUMNS = (
    "series_id uuid",
    "fixed_for timestamptz",
    "other_schools text[]",
    "agenda jsonb",
    "agenda_told_at timestamptz",
)


def upgrade() -> None:
    """Add the columns; every meeting of before stands alone."""
    op.execute("ALTER TABLE meeting " + ", ".join(f"ADD COLUMN {column}" for column in _COLUMNS))
    op.execute("CREATE INDEX meeting_series ON meeting (series_id, fixed_for) WHERE series_id IS NOT NULL")


def downgrade() -> None:
    """Forget which meetings are sessions."""
    op.execute("DROP INDEX meeting_series")
    op.execute("ALTER TABLE meeting " + ", ".join(f"DROP COLUMN {column.split()[0]}" for column in _COLUMNS))

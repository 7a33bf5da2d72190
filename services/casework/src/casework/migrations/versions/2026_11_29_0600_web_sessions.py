"""Sessions of the people who use the pages."""

from alembic import op

from shared.web.session.table import create_sessions_table, drop_sessions_table

revision = "2026_11_29_0600_web_sessions"
down_revision = "2026_11_29_0140_school_calendar"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    create_sessions_table(op)


def downgrade() -> None:
    """Drop the table."""
    drop_sessions_table(op)

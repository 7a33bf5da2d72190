"""The organisation of a partner who is signed in."""

from alembic import op

from shared.web.session.table import add_organisation_of_sessions

revision = "2026_12_01_1530_partner_sessions"
down_revision = "2026_11_30_0110_school_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    add_organisation_of_sessions(op)


def downgrade() -> None:
    """Drop the column; the session table of before has none."""
    op.execute("ALTER TABLE web_session DROP COLUMN organisation")

"""Private addresses of the calendars that contacts subscribe to."""

from alembic import op

revision = "2026_11_30_0900_calendar_address"
down_revision = "2026_11_30_0700_availability"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table. What makes an address work is stored nowhere."""
    op.execute("""
        CREATE TABLE calendar_address (
            contact_id text COLLATE "C" PRIMARY KEY,
            generation integer NOT NULL,
            made_at timestamptz
        )
    """)


def downgrade() -> None:
    """No address works any more."""
    op.execute("DROP TABLE calendar_address")

"""Who comes to a meeting and does not work with the system."""

from alembic import op

revision = "2026_11_30_1930_guests"
down_revision = "2026_11_30_1910_case_minutes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.execute("""
        CREATE TABLE meeting_guests (
            meeting_id uuid PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
            guests jsonb NOT NULL,
            version integer NOT NULL,
            noted_by text NOT NULL,
            noted_at timestamptz NOT NULL
        )
    """)


def downgrade() -> None:
    """Forget the guests."""
    op.execute("DROP TABLE meeting_guests")

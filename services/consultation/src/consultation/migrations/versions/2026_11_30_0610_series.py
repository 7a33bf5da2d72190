"""Standing meetings: series, and what is proposed of them."""

from alembic import op

revision = "2026_11_30_0610_series"
down_revision = "2026_11_30_0600_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.execute("""
        CREATE TABLE series (
            series_id uuid PRIMARY KEY,
            title text NOT NULL,
            meeting_type text NOT NULL,
            school text NOT NULL,
            other_schools text[] NOT NULL,
            first_on date NOT NULL,
            at time NOT NULL,
            every_weeks integer,
            minutes integer NOT NULL,
            until date,
            place text NOT NULL,
            required_roles text[] NOT NULL,
            optional_roles text[] NOT NULL,
            contacts text[] NOT NULL,
            proposal jsonb,
            version integer NOT NULL,
            created_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL
        )
    """)


def downgrade() -> None:
    """Forget the series; their sessions stay."""
    op.execute("DROP TABLE series")

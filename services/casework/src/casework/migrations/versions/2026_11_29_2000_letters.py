"""Letters with an address that was typed, each with the last day on which it is kept."""

from alembic import op

revision = "2026_11_29_2000_letters"
down_revision = "2026_11_29_2000_assessment"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.execute("""
        CREATE TABLE letter (
            paper_id uuid PRIMARY KEY,
            case_id uuid NOT NULL REFERENCES case_record,
            kind text NOT NULL,
            version integer NOT NULL,
            content jsonb NOT NULL,
            keep_until date NOT NULL
        )
    """)
    op.execute("CREATE INDEX letter_case ON letter (case_id)")
    op.execute("CREATE INDEX letter_term ON letter (keep_until)")


def downgrade() -> None:
    """Drop the table with the letters in it."""
    op.execute("DROP TABLE letter")

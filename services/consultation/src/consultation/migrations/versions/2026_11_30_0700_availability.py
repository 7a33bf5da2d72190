"""Organisations are closed, and contacts are busy, at times."""

from alembic import op

revision = "2026_11_30_0700_availability"
down_revision = "2026_11_30_0630_case_levels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is closed or busy until somebody says so."""
    op.execute("ALTER TABLE organisation ADD closures jsonb NOT NULL DEFAULT '[]'")
    op.execute("""
        CREATE TABLE contact_busy (
            contact_id text COLLATE "C" PRIMARY KEY REFERENCES contact ON DELETE CASCADE,
            minutes integer[] NOT NULL,
            received_at timestamptz NOT NULL,
            version integer NOT NULL
        )
    """)


def downgrade() -> None:
    """Forget both."""
    op.execute("DROP TABLE contact_busy")
    op.execute("ALTER TABLE organisation DROP closures")

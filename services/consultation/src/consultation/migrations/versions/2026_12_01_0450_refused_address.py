"""Addresses of contacts that no mail reaches."""

from alembic import op

revision = "2026_12_01_0450_refused_address"
down_revision = "2026_12_01_0410_erased_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """At most one for each contact."""
    op.execute("""
        CREATE TABLE refused_address (
            contact_id text COLLATE "C" PRIMARY KEY REFERENCES contact ON DELETE CASCADE,
            digest bytea NOT NULL,
            since timestamptz NOT NULL
        )
    """)


def downgrade() -> None:
    """Forget them."""
    op.execute("DROP TABLE refused_address")

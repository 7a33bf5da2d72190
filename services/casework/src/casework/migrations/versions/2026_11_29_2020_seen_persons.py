"""Which contact a caller is, and what the issuer calls the caller: so a colleague is offered once, and by name."""

from alembic import op

revision = "2026_11_29_2020_seen_persons"
down_revision = "2026_11_29_2000_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE seen_subject ADD COLUMN contact text, ADD COLUMN name text")


def downgrade() -> None:
    op.execute("ALTER TABLE seen_subject DROP COLUMN contact, DROP COLUMN name")

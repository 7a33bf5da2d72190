"""Whether a contact reached the other party; the contacts there are did."""

from alembic import op

revision = "2026_11_30_0033_contact_attempts"
down_revision = "2026_11_30_0032_note_visibility"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE case_contact ADD COLUMN reached boolean NOT NULL DEFAULT true")


def downgrade() -> None:
    op.execute("ALTER TABLE case_contact DROP COLUMN reached")

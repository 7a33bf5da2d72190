"""Whether a pupil has the SES characteristic, for the social mix of schools."""

from alembic import op

revision = "2026_11_23_ses"
down_revision = "2026_11_23_register"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of enrolments known before it is not known."""
    op.execute("ALTER TABLE enrolment ADD ses boolean")


def downgrade() -> None:
    """Forget it."""
    op.execute("ALTER TABLE enrolment DROP ses")

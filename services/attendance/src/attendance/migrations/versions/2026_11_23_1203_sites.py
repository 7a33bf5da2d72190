"""Sites of schools, and the day a foreign national was registered."""

from alembic import op

revision = "2026_11_23_sites"
down_revision = "2026_11_23_official_codes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE enrolment ADD COLUMN site text, ADD COLUMN registered_on date")
    op.execute("ALTER TABLE pupil ADD COLUMN closed int4multirange NOT NULL DEFAULT '{}'")


def downgrade() -> None:
    op.execute("ALTER TABLE pupil DROP COLUMN closed")
    op.execute("ALTER TABLE enrolment DROP COLUMN site, DROP COLUMN registered_on")

"""Where the post of an organisation goes."""

from alembic import op

revision = "2026_12_01_0345_post"
down_revision = "2026_11_30_2250_outcomes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the address; it is not known of any organisation yet."""
    op.execute("ALTER TABLE organisation ADD street text, ADD postcode text, ADD municipality text")


def downgrade() -> None:
    """Forget the addresses."""
    op.execute("ALTER TABLE organisation DROP street, DROP postcode, DROP municipality")

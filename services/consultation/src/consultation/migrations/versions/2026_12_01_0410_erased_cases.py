"""Of a case whose person is erased nothing is written any more."""

from alembic import op

revision = "2026_12_01_0410_erased_cases"
down_revision = "2026_12_01_0345_post"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note it from now on."""
    op.execute("ALTER TABLE known_case ADD COLUMN is_erased boolean NOT NULL DEFAULT false")


def downgrade() -> None:
    """Forget whose persons were erased."""
    op.execute("ALTER TABLE known_case DROP COLUMN is_erased")

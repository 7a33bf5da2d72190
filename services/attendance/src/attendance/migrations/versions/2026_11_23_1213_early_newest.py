"""Up to which date the pupils of each school were looked at for early signals."""

from alembic import op

revision = "2026_11_23_early_newest"
down_revision = "2026_11_23_signals_of_truancy"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE early_signal_newest (school text PRIMARY KEY, date date NOT NULL)")


def downgrade() -> None:
    op.execute("DROP TABLE early_signal_newest")

"""Whether a signal is about truancy; so far all were."""

from alembic import op

revision = "2026_11_23_signals_of_truancy"
down_revision = "2026_11_23_silent_history"
branch_labels = None
depends_on = None

_TABLES = ("signal", "shadow_signal")


def upgrade() -> None:
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN truancy boolean NOT NULL DEFAULT true")


def downgrade() -> None:
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} DROP COLUMN truancy")

"""Since when an early signal waits, and whether it was declined. Signals of before wait from now on."""

from alembic import op

revision = "2026_11_30_0042_early_signals"
down_revision = "2026_11_30_0041_merge_by_hand"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, with the signals that no case rests on."""
    op.execute("""
        CREATE TABLE early_signal (
            signal_id uuid PRIMARY KEY,
            received_at timestamptz NOT NULL,
            declined_at timestamptz,
            declined_by text,
            decline_reason text
        )
    """)
    op.execute("CREATE INDEX early_signal_received ON early_signal (received_at, signal_id)")
    op.execute("""
        INSERT INTO early_signal (signal_id, received_at)
        SELECT ground_id, now() FROM ground WHERE kind = 'early-signal' AND case_id IS NULL
    """)


def downgrade() -> None:
    """Drop the table; the signals themselves stay."""
    op.execute("DROP TABLE early_signal")

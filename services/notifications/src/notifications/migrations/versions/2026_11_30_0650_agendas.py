"""What is told of sessions: their agenda, and when to tell it."""

from alembic import op

revision = "2026_11_30_0650_agendas"
down_revision = "2026_11_30_0630_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; no meeting of before is a session."""
    op.execute("""
        ALTER TABLE meeting_version ADD COLUMN agenda jsonb,
            ADD COLUMN agenda_ready boolean NOT NULL DEFAULT false
    """)


def downgrade() -> None:
    """Forget the agendas."""
    op.execute("ALTER TABLE meeting_version DROP COLUMN agenda, DROP COLUMN agenda_ready")

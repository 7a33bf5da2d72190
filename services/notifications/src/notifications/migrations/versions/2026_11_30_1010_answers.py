"""That answers to invitations are awaited, or came."""

from alembic import op

revision = "2026_11_30_1010_answers"
down_revision = "2026_11_30_0650_agendas"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.execute("""
        CREATE TABLE meeting_answer (
            meeting_id uuid NOT NULL,
            sequence bigint NOT NULL,
            contact_id text NOT NULL,
            starts_at timestamptz NOT NULL,
            answered boolean NOT NULL,
            correlation_id text,
            causation_id text,
            traceparent text,
            PRIMARY KEY (meeting_id, sequence)
        )
    """)
    op.execute("CREATE INDEX meeting_answer_starts_at ON meeting_answer (starts_at)")


def downgrade() -> None:
    """Forget it, and the reminders, which the version before has no words for."""
    op.execute("DELETE FROM notice WHERE template = 'meeting-reminder'")
    op.execute("DROP TABLE meeting_answer")

"""Cases count the terms of their states, and tell each once when it is near, over, and over for long."""

from alembic import op

revision = "2026_11_30_0043_running_terms"
down_revision = "2026_11_30_0042_early_signals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The term of the state that a case is in counts from its next change; the term to respond as it was."""
    op.execute("ALTER TABLE case_record ADD terms jsonb NOT NULL DEFAULT '[]', ADD state_by date")


def downgrade() -> None:
    """Deadlines are days to respond by, to hold until and to hand over by alone."""
    op.execute("DELETE FROM deadline WHERE kind = 'state'")
    op.execute("""
        UPDATE deadline SET last_day = case_record.respond_by,
            due_at = (case_record.respond_by + 1)::timestamp AT TIME ZONE 'Europe/Brussels',
            noticed_at = CASE WHEN deadline.last_day > case_record.respond_by THEN now() END
        FROM case_record
        WHERE case_record.case_id = deadline.case_id AND deadline.kind = 'respond-by'
            AND deadline.last_day <> case_record.respond_by
    """)
    op.execute("DELETE FROM timeline WHERE kind IN ('term-due-soon', 'term-overdue', 'term-escalated')")
    op.execute("ALTER TABLE case_record DROP terms, DROP state_by")

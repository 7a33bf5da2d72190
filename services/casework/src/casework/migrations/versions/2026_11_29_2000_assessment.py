"""Cases are assessed, a closure can be asked, and a task ends with its case."""

from alembic import op

revision = "2026_11_29_2000_assessment"
down_revision = "2026_11_29_0700_transfers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No case that ended has something to do: what was left then was dropped."""
    op.execute("ALTER TABLE case_record ADD checks jsonb, ADD causes text[] NOT NULL DEFAULT '{}', ADD closure jsonb")
    op.execute("ALTER TABLE task ADD dropped_at timestamptz")
    op.execute("""
        UPDATE task SET dropped_at = greatest(case_record.ended_at, task.at) FROM case_record
        WHERE case_record.case_id = task.case_id AND case_record.status IN ('withdrawn', 'closed')
            AND task.done_at IS NULL
    """)


def downgrade() -> None:
    """What was dropped is to do again; cases stand where the version before knows them, and closures are not asked."""
    op.execute("""
        DELETE FROM timeline WHERE kind IN ('assessed', 'closure-asked', 'closure-approved', 'closure-refused')
    """)
    op.execute("ALTER TABLE task DROP dropped_at")
    op.execute("ALTER TABLE case_record DROP checks, DROP causes, DROP closure")

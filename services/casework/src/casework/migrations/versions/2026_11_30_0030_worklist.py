"""What the worklist looks for is found by an index: open cases of somebody, what is to do, what ended by itself."""

from alembic import op

revision = "2026_11_30_0030_worklist"
down_revision = "2026_11_30_0025_referrals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE INDEX case_record_work ON case_record (assignee) WHERE status NOT IN ('withdrawn', 'closed')
    """)
    op.execute("CREATE INDEX case_record_closure ON case_record (case_id) WHERE closure IS NOT NULL")
    op.execute("CREATE INDEX task_owner ON task (owner) WHERE done_at IS NULL AND dropped_at IS NULL")
    op.execute("CREATE INDEX meeting_attention ON meeting (meeting_id) WHERE attention_since IS NOT NULL")
    op.execute("""
        CREATE INDEX timeline_hold_ended ON timeline (case_id)
        WHERE by = 'casework' AND kind IN ('resumed', 'hold-ended')
    """)


def downgrade() -> None:
    for index in ("timeline_hold_ended", "meeting_attention", "task_owner", "case_record_closure", "case_record_work"):
        op.execute(f"DROP INDEX {index}")

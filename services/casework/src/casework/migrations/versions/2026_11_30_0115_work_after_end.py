"""What is to do for cases that have ended is found by indexes: it is little among all that ever ended."""

from alembic import op

revision = "2026_11_30_0115_work_after_end"
down_revision = "2026_11_30_0110_school_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE INDEX case_record_ended ON case_record (assignee, case_id) WHERE status IN ('withdrawn', 'closed')
    """)
    op.execute("CREATE INDEX task_to_do ON task (case_id, due) WHERE done_at IS NULL AND dropped_at IS NULL")


def downgrade() -> None:
    for index in ("task_to_do", "case_record_ended"):
        op.execute(f"DROP INDEX {index}")

"""Where a task comes from; what was agreed at a meeting is an action of consultation, without its text."""

from alembic import op

revision = "2026_11_30_0034_task_origins"
down_revision = "2026_11_30_0033_contact_attempts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        ALTER TABLE task
            ALTER COLUMN text DROP NOT NULL,
            ADD COLUMN origin text NOT NULL DEFAULT 'hand',
            ADD COLUMN meeting_id uuid,
            ADD COLUMN action_id uuid
    """)
    op.execute("CREATE UNIQUE INDEX task_action ON task (action_id) WHERE action_id IS NOT NULL")


def downgrade() -> None:
    """What was agreed at a meeting stays as a task with a fixed text."""
    op.execute("UPDATE task SET text = 'Afgesproken op een overleg.' WHERE text IS NULL")
    op.execute("DROP INDEX task_action")
    op.execute("""
        ALTER TABLE task
            ALTER COLUMN text SET NOT NULL,
            DROP COLUMN origin,
            DROP COLUMN meeting_id,
            DROP COLUMN action_id
    """)

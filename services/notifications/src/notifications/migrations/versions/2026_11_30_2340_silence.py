"""Until when a notice can be answered, and that it was not."""

from alembic import op

revision = "2026_11_30_2340_silence"
down_revision = "2026_11_30_2330_incoming"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of notices that were sent before, no answer is waited for."""
    op.execute("ALTER TABLE notice ADD answer_by timestamptz, ADD unanswered_at timestamptz")
    op.execute("""
        CREATE INDEX notice_awaited ON notice (answer_by)
        WHERE answer_by IS NOT NULL AND acknowledged_at IS NULL AND unanswered_at IS NULL
    """)


def downgrade() -> None:
    """Forget it, and the notices that the version before has no words for."""
    op.execute("DELETE FROM notice WHERE template = 'case-unanswered' OR slot LIKE '%\\:deputy'")
    op.execute("DROP INDEX notice_awaited")
    op.execute("ALTER TABLE notice DROP answer_by, DROP unanswered_at")

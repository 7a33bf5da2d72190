"""Escalations of a case by a newer school year, and that they no longer hold."""

from alembic import op

revision = "2026_11_28_2205_escalations"
down_revision = "2026_11_23_merged_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two more kinds of facts."""
    _allow("'opened', 'reopened', 'escalated', 'withdrawn', 'merged', 'escalation-withdrawn'")


def downgrade() -> None:
    """Forget them, and the notices that told of them."""
    op.execute("DELETE FROM notice WHERE template IN ('case-escalated', 'level-withdrawn')")
    op.execute("DELETE FROM case_fact WHERE kind IN ('escalated', 'escalation-withdrawn')")
    _allow("'opened', 'reopened', 'withdrawn', 'merged'")


def _allow(kinds: str) -> None:
    op.execute("ALTER TABLE case_fact DROP CONSTRAINT case_fact_kind")
    op.execute(f"ALTER TABLE case_fact ADD CONSTRAINT case_fact_kind CHECK (kind IN ({kinds}))")

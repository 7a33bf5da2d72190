"""Cases that went on at another school; when a person was erased."""

from alembic import op

revision = "2026_11_29_0700_transfers"
down_revision = "2026_11_29_0600_web_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One more kind of facts. The term of those who were erased before begins now."""
    _allow("'opened', 'reopened', 'escalated', 'transferred', 'withdrawn', 'merged', 'escalation-withdrawn'")
    op.execute("ALTER TABLE person ADD erased_at timestamptz")
    op.execute("UPDATE person SET erased_at = now() WHERE erased")


def downgrade() -> None:
    """Forget the transfers, and the notices that told of them."""
    op.execute("ALTER TABLE person DROP erased_at")
    op.execute("DELETE FROM notice WHERE template = 'case-transferred'")
    op.execute("DELETE FROM case_fact WHERE kind = 'transferred'")
    _allow("'opened', 'reopened', 'escalated', 'withdrawn', 'merged', 'escalation-withdrawn'")


def _allow(kinds: str) -> None:
    op.execute("ALTER TABLE case_fact DROP CONSTRAINT case_fact_kind")
    op.execute(f"ALTER TABLE case_fact ADD CONSTRAINT case_fact_kind CHECK (kind IN ({kinds}))")

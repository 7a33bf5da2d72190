"""When a case ended, and which case it went on in."""

from alembic import op

revision = "2026_11_23_merged_cases"
down_revision = "2026_11_23_stories_and_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Endings known before count as of now."""
    op.execute("ALTER TABLE case_fact ADD ended_at timestamptz, ADD merged_into uuid")
    op.execute("UPDATE case_fact SET ended_at = now() WHERE kind IN ('withdrawn', 'merged')")
    op.execute("CREATE INDEX case_fact_merged_into ON case_fact (merged_into) WHERE merged_into IS NOT NULL")


def downgrade() -> None:
    """Forget both."""
    op.execute("ALTER TABLE case_fact DROP ended_at, DROP merged_into")

"""What was said of meetings that were held is kept in all versions."""

from alembic import op

revision = "2026_11_30_2250_outcomes"
down_revision = "2026_11_30_2010_named_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; what was said before gets its row when it is put right."""
    op.execute("""
        CREATE TABLE meeting_outcome (
            meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
            revision integer NOT NULL,
            present text[],
            decisions jsonb NOT NULL,
            noted_by text,
            noted_at timestamptz,
            PRIMARY KEY (meeting_id, revision)
        )
    """)
    op.execute("CREATE INDEX meeting_outcome_decisions ON meeting_outcome USING gin (decisions)")


def downgrade() -> None:
    """Forget what was said before the last version."""
    op.execute("DROP TABLE meeting_outcome")

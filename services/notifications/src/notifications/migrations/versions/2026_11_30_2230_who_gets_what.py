"""More is told: higher levels, levels that fall, closings, levels of education, meetings without a time."""

from alembic import op

revision = "2026_11_30_2230_who_gets_what"
down_revision = "2026_11_30_1010_answers"
branch_labels = None
depends_on = None

_BEFORE = "'opened', 'reopened', 'escalated', 'transferred', 'withdrawn', 'merged', 'escalation-withdrawn'"


def upgrade() -> None:
    """Of what came before, no level of education is known: nobody is told of it later on."""
    _allow(f"{_BEFORE}, 'raised', 'closed', 'level-fallen'")
    op.execute("ALTER TABLE case_fact ADD level_of_education text, ADD level integer, ADD signal_id uuid")
    op.execute("""
        CREATE TABLE meeting_no_slot (
            meeting_id uuid NOT NULL,
            sequence bigint NOT NULL,
            school text NOT NULL,
            case_ids uuid[] NOT NULL,
            correlation_id text,
            causation_id text,
            traceparent text,
            PRIMARY KEY (meeting_id, sequence)
        )
    """)


def downgrade() -> None:
    """Forget it, and the notices that the version before has no words for."""
    op.execute("DELETE FROM notice WHERE template IN ('case-closed', 'meeting-unschedulable', 'meeting-slot-found')")
    op.execute("DELETE FROM notice WHERE template_version = 2 OR (template LIKE 'case-%' AND role = 'counsellor')")
    op.execute("DELETE FROM case_fact WHERE kind IN ('raised', 'closed', 'level-fallen')")
    _allow(_BEFORE)
    op.execute("ALTER TABLE case_fact DROP level_of_education, DROP level, DROP signal_id")
    op.execute("DROP TABLE meeting_no_slot")


def _allow(kinds: str) -> None:
    op.execute("ALTER TABLE case_fact DROP CONSTRAINT case_fact_kind")
    op.execute(f"ALTER TABLE case_fact ADD CONSTRAINT case_fact_kind CHECK (kind IN ({kinds}))")

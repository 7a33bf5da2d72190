"""What is told by agreement: held meetings, consents, and who has a case by which day."""

from alembic import op

revision = "2026_12_01_0415_agreed_rows"
down_revision = "2026_12_01_0400_bundles"
branch_labels = None
depends_on = None

_BEFORE = (
    "'opened', 'reopened', 'escalated', 'raised', 'transferred', 'withdrawn', 'merged', 'closed', "
    "'escalation-withdrawn', 'level-fallen'"
)
_ADDED = "'meeting-held', 'consent-given', 'consent-ended', 'assigned', 'due', 'overdue'"


def upgrade() -> None:
    """What is there keeps its meaning."""
    op.execute("ALTER TABLE case_fact ADD assignee text, ADD term text, ADD due_on date, ADD escalated_to text")
    op.execute("ALTER TABLE case_fact DROP CONSTRAINT case_fact_kind")
    op.execute(f"ALTER TABLE case_fact ADD CONSTRAINT case_fact_kind CHECK (kind IN ({_BEFORE}, {_ADDED}))")


def downgrade() -> None:
    """What the version before does not know goes."""
    op.execute(
        "DELETE FROM case_fact WHERE kind = ANY (string_to_array("
        "'meeting-held,consent-given,consent-ended,assigned,due,overdue', ','))"
    )
    op.execute("ALTER TABLE case_fact DROP CONSTRAINT case_fact_kind")
    op.execute(f"ALTER TABLE case_fact ADD CONSTRAINT case_fact_kind CHECK (kind IN ({_BEFORE}))")
    op.execute("ALTER TABLE case_fact DROP assignee, DROP term, DROP due_on, DROP escalated_to")

"""What the agenda of the education policy came to, for its coordinators."""

from alembic import op

revision = "2026_12_01_1625_policy_agendas"
down_revision = "2026_12_01_1545_body_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was kept of it before."""
    op.execute("""
        CREATE TABLE policy_agenda (
            agenda_id uuid PRIMARY KEY,
            sequence bigint NOT NULL,
            counted_on date NOT NULL,
            codes jsonb NOT NULL,
            coordinators text[] NOT NULL,
            correlation_id text,
            causation_id text,
            traceparent text
        )
    """)


def downgrade() -> None:
    """Its notices go with it."""
    op.execute("DELETE FROM notice WHERE about_kind = 'policy-agenda'")
    op.execute("DROP TABLE policy_agenda")

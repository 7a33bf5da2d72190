"""Early signals, where schools are told of them."""

from alembic import op

revision = "2026_12_01_0430_early_signals"
down_revision = "2026_12_01_0415_agreed_rows"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was kept of early signals before."""
    op.execute("""
        CREATE TABLE early_signal (
            signal_id uuid PRIMARY KEY,
            sequence bigint NOT NULL,
            person_id uuid NOT NULL,
            school text NOT NULL,
            pupil text NOT NULL,
            level_of_education text NOT NULL,
            school_year text NOT NULL,
            kind text,
            period_from date NOT NULL,
            period_until date NOT NULL,
            correlation_id text,
            causation_id text,
            traceparent text
        )
    """)
    op.execute("CREATE INDEX early_signal_person ON early_signal (person_id)")


def downgrade() -> None:
    """Its notices go with it."""
    op.execute("DELETE FROM notice WHERE about_kind = 'early-signal'")
    op.execute("DROP TABLE early_signal")

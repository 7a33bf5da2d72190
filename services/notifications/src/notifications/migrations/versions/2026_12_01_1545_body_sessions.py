"""Sessions of consultation bodies, to which people are invited."""

from alembic import op

revision = "2026_12_01_1545_body_sessions"
down_revision = "2026_12_01_1530_partner_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was kept of such sessions before."""
    op.execute("""
        CREATE TABLE body_session_version (
            session_id uuid NOT NULL,
            sequence bigint NOT NULL,
            is_cancelled boolean NOT NULL,
            body_id uuid NOT NULL,
            body text NOT NULL,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz NOT NULL,
            place text NOT NULL,
            guests jsonb NOT NULL,
            ical_uid text NOT NULL,
            ical_sequence integer NOT NULL,
            correlation_id text,
            causation_id text,
            traceparent text,
            PRIMARY KEY (session_id, sequence)
        )
    """)
    op.execute("CREATE INDEX body_session_version_ical_uid ON body_session_version (ical_uid)")


def downgrade() -> None:
    """Its notices go with it."""
    op.execute("DELETE FROM notice WHERE about_kind = 'body-session'")
    op.execute("DROP TABLE body_session_version")

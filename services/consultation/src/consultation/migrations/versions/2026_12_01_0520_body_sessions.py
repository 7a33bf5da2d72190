"""Sessions of consultation bodies."""

from alembic import op

revision = "2026_12_01_0520_body_sessions"
down_revision = "2026_12_01_0510_policy_bodies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.execute("""
        CREATE TABLE body_session (
            session_id uuid PRIMARY KEY,
            body_id uuid NOT NULL REFERENCES policy_body ON DELETE CASCADE,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz NOT NULL,
            place text NOT NULL,
            status text NOT NULL,
            invited jsonb NOT NULL,
            present jsonb NOT NULL,
            agenda jsonb NOT NULL,
            documents jsonb NOT NULL,
            decisions jsonb NOT NULL,
            actions jsonb NOT NULL,
            minutes text NOT NULL,
            approved_in uuid REFERENCES body_session ON DELETE SET NULL,
            version integer NOT NULL
        )
    """)
    op.execute("CREATE INDEX body_session_body ON body_session (body_id, starts_at)")


def downgrade() -> None:
    """Forget the sessions."""
    op.execute("DROP TABLE body_session")

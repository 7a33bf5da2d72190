"""What came back: who sent it when, what it is and which notice it answers."""

from alembic import op

revision = "2026_11_30_2330_incoming"
down_revision = "2026_11_30_2310_notice_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, and find invitations by the UID that calendars answer with."""
    op.execute("""
        CREATE TABLE incoming (
            id uuid PRIMARY KEY,
            position bigint GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
            key text NOT NULL UNIQUE,
            kind text NOT NULL,
            sender text,
            arrived_at timestamptz NOT NULL,
            notification_id uuid,
            code text,
            CONSTRAINT incoming_kind CHECK (
                kind IN ('delivery-failed', 'delivery-delayed', 'automatic-reply', 'calendar-reply', 'other')
            )
        )
    """)
    op.execute("CREATE INDEX incoming_arrived_at ON incoming (arrived_at)")
    op.execute("CREATE INDEX meeting_version_ical_uid ON meeting_version (ical_uid)")


def downgrade() -> None:
    """Forget it; notices that came back count as refused, which the version before knows."""
    op.execute("DROP INDEX meeting_version_ical_uid")
    op.execute("DROP TABLE incoming")

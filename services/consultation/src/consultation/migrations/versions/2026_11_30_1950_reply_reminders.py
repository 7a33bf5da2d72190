"""Who is reminded of an invitation, and since when each participant is invited."""

from alembic import op

revision = "2026_11_30_1950_reply_reminders"
down_revision = "2026_11_30_1940_rooms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table. Of meetings there are, the last change is taken as the invitation."""
    op.execute("ALTER TABLE meeting ADD COLUMN silent text[] NOT NULL DEFAULT '{}'")
    op.execute("ALTER TABLE meeting ALTER COLUMN silent DROP DEFAULT")
    op.execute("ALTER TABLE meeting_participant ADD COLUMN invited_at timestamptz")
    op.execute("""
        UPDATE meeting_participant SET invited_at = meeting.changed_at
        FROM meeting WHERE meeting.meeting_id = meeting_participant.meeting_id
    """)
    op.execute("ALTER TABLE meeting_participant ALTER COLUMN invited_at SET NOT NULL")
    op.execute("""
        CREATE TABLE meeting_reminder (
            meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
            contact_id text COLLATE "C" NOT NULL,
            invited_at timestamptz NOT NULL,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz NOT NULL,
            reminded_at timestamptz NOT NULL,
            PRIMARY KEY (meeting_id, contact_id, invited_at)
        )
    """)
    op.execute("CREATE INDEX meeting_reminder_ends_at ON meeting_reminder (ends_at)")


def downgrade() -> None:
    """Forget the reminders."""
    op.execute("DROP TABLE meeting_reminder")
    op.execute("ALTER TABLE meeting_participant DROP COLUMN invited_at")
    op.execute("ALTER TABLE meeting DROP COLUMN silent")

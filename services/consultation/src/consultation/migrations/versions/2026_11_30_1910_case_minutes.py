"""Minutes have a version of their own, and a case at a meeting has minutes of its own, kept in all revisions."""

from alembic import op

revision = "2026_11_30_1910_case_minutes"
down_revision = "2026_11_30_0930_relax_starts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Minutes of before have the version of their meeting, which is what whoever read them last was told."""
    op.execute("ALTER TABLE meeting_minutes ADD COLUMN version integer")
    op.execute("""
        UPDATE meeting_minutes SET version = meeting.version
        FROM meeting WHERE meeting.meeting_id = meeting_minutes.meeting_id
    """)
    op.execute("ALTER TABLE meeting_minutes ALTER COLUMN version SET NOT NULL")
    op.execute("""
        CREATE TABLE meeting_case_minutes (
            meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
            case_id uuid NOT NULL,
            revision integer NOT NULL,
            text text NOT NULL,
            written_by text NOT NULL,
            written_at timestamptz NOT NULL,
            PRIMARY KEY (meeting_id, case_id, revision) DEFERRABLE INITIALLY IMMEDIATE
        )
    """)
    op.execute("CREATE INDEX meeting_case_minutes_case ON meeting_case_minutes (case_id)")


def downgrade() -> None:
    """Forget the minutes of cases."""
    op.execute("DROP TABLE meeting_case_minutes")
    op.execute("ALTER TABLE meeting_minutes DROP COLUMN version")

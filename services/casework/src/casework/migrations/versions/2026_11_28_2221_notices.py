"""What became of notices, as facts. Of those told of before, the timeline has the sentences."""

from alembic import op

revision = "2026_11_28_2221_notices"
down_revision = "2026_11_28_2220_seen_subjects"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE notice (
            notification_id uuid PRIMARY KEY,
            case_id uuid REFERENCES case_record,
            meeting_id uuid,
            sequence bigint NOT NULL,
            template text NOT NULL,
            recipient_role text NOT NULL,
            contact_id text NOT NULL,
            status text NOT NULL,
            answer text,
            CONSTRAINT notice_about_one_thing CHECK (num_nonnulls(case_id, meeting_id) = 1)
        )
    """)
    op.execute("CREATE INDEX notice_case ON notice (case_id)")
    op.execute("CREATE INDEX notice_meeting ON notice (meeting_id)")


def downgrade() -> None:
    op.execute("DROP TABLE notice")

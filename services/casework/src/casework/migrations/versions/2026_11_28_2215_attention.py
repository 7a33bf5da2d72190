"""Meetings may ask for somebody, and stand as consultation has them."""

from alembic import op

revision = "2026_11_28_2215_attention"
down_revision = "2026_11_28_2155_told_years"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was never told until now follows from the cases: which meetings are under review, which were dropped."""
    op.execute("ALTER TABLE meeting ADD attention_since timestamptz, ADD attention_reasons text[]")
    op.execute("""
        UPDATE meeting SET status = 'under-review' WHERE status = 'scheduled'
            AND EXISTS (
                SELECT FROM meeting_case JOIN case_record USING (case_id)
                WHERE meeting_case.meeting_id = meeting.meeting_id AND case_record.status = 'withdrawal-proposed'
            )
            AND NOT EXISTS (
                SELECT FROM meeting_case JOIN case_record USING (case_id)
                WHERE meeting_case.meeting_id = meeting.meeting_id
                    AND case_record.status NOT IN ('withdrawal-proposed', 'withdrawn', 'closed')
            )
    """)
    # A meeting without slot ended with its case, also where the case was opened again after the last word about it.
    op.execute("""
        UPDATE meeting SET status = 'cancelled' WHERE status = 'proposed' AND NOT EXISTS (
            SELECT FROM meeting_case JOIN case_record USING (case_id)
            WHERE meeting_case.meeting_id = meeting.meeting_id
                AND case_record.status NOT IN ('withdrawn', 'closed')
                AND NOT EXISTS (
                    SELECT FROM timeline AS reopened
                    WHERE reopened.case_id = case_record.case_id AND reopened.kind = 'case-reopened'
                        AND reopened.at > (SELECT max(at) FROM timeline WHERE meeting_id = meeting.meeting_id)
                )
        )
    """)


def downgrade() -> None:
    """Forget it, with the entries that tell of it, and the meetings of which consultation has not told yet."""
    op.execute("""
        DELETE FROM timeline WHERE kind IN (
            'meeting-under-review', 'meeting-restored', 'meeting-dropped',
            'meeting-attention', 'meeting-attention-ended'
        )
    """)
    op.execute(
        "DELETE FROM meeting_case USING meeting WHERE meeting.meeting_id = meeting_case.meeting_id AND sequence = 0"
    )
    op.execute("DELETE FROM meeting WHERE sequence = 0")
    op.execute("UPDATE meeting SET status = 'scheduled' WHERE status = 'under-review'")
    op.execute("ALTER TABLE meeting DROP attention_since, DROP attention_reasons")

"""What participants agree at meetings to do for a case."""

from alembic import op

revision = "2026_11_30_0910_meeting_actions"
down_revision = "2026_11_30_0900_calendar_address"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table. The actions in minutes stay there: nobody said for which case they are."""
    op.execute("""
        CREATE TABLE meeting_action (
            action_id uuid PRIMARY KEY,
            meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
            case_id uuid NOT NULL,
            what text NOT NULL,
            owner text COLLATE "C" NOT NULL,
            due_on date NOT NULL,
            agreed_by text NOT NULL,
            agreed_at timestamptz NOT NULL,
            done_on date
        )
    """)
    op.execute("CREATE INDEX meeting_action_meeting ON meeting_action (meeting_id)")
    op.execute("CREATE INDEX meeting_action_case ON meeting_action (case_id)")
    op.execute("CREATE INDEX meeting_action_due ON meeting_action (due_on)")


def downgrade() -> None:
    """Forget what was agreed."""
    op.execute("DROP TABLE meeting_action")

"""Questions of partners to who coordinates the education policy."""

from alembic import op

revision = "2026_12_01_1658_questions"
down_revision = "2026_12_01_1625_session_replies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.execute("""
        CREATE TABLE coordinator_question (
            question_id uuid PRIMARY KEY,
            text text NOT NULL,
            theme text,
            action_id uuid REFERENCES policy_action,
            body_id uuid REFERENCES policy_body,
            asked_by text NOT NULL,
            organisation_id text COLLATE "C" REFERENCES organisation,
            asked_at timestamptz NOT NULL,
            asked_on date NOT NULL,
            due_on date NOT NULL,
            status text NOT NULL,
            answer text NOT NULL,
            answered_at timestamptz,
            answered_on date,
            closed_at timestamptz,
            version integer NOT NULL
        )
    """)
    op.execute("CREATE INDEX coordinator_question_status ON coordinator_question (status)")


def downgrade() -> None:
    """Forget the questions."""
    op.execute("DROP TABLE coordinator_question")

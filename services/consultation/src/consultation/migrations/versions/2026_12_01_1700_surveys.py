"""Surveys of schools, and what schools answered once."""

from alembic import op

revision = "2026_12_01_1700_surveys"
down_revision = "2026_12_01_1659_told_agendas"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("""
        CREATE TABLE survey (
            survey_id uuid PRIMARY KEY,
            title text NOT NULL,
            service text COLLATE "C" NOT NULL REFERENCES organisation,
            questions jsonb NOT NULL,
            schools text[] NOT NULL,
            answer_by date NOT NULL,
            shares_answers boolean NOT NULL,
            status text NOT NULL,
            created_at timestamptz NOT NULL,
            sent_at timestamptz,
            version integer NOT NULL
        )
    """)
    op.execute("""
        CREATE TABLE survey_answers (
            survey_id uuid NOT NULL REFERENCES survey,
            school text NOT NULL,
            "values" jsonb NOT NULL,
            answered_at timestamptz NOT NULL,
            PRIMARY KEY (survey_id, school)
        )
    """)


def downgrade() -> None:
    """Forget the surveys."""
    op.execute("DROP TABLE survey_answers")
    op.execute("DROP TABLE survey")

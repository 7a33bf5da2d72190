"""Half days on which a whole group was absent: held as one question to a person."""

from alembic import op

revision = "2026_11_23_held_half_days"
down_revision = "2026_11_23_residents"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE class_member (
        pupil_id integer NOT NULL,
        class_name text NOT NULL,
        school text NOT NULL,
        days datemultirange NOT NULL,
        closed int4multirange NOT NULL,
        PRIMARY KEY (pupil_id, class_name)
    )
    """,
    "CREATE INDEX class_member_class ON class_member (school, class_name)",
    """
    CREATE TABLE question (
        question_id uuid PRIMARY KEY,
        school text NOT NULL,
        class_name text,
        date date NOT NULL,
        half_day smallint NOT NULL,
        school_year smallint NOT NULL,
        stands boolean NOT NULL,
        absent integer NOT NULL,
        size integer NOT NULL,
        answer text CONSTRAINT question_answer_known CHECK (answer IN ('counts', 'does-not-count')),
        version integer NOT NULL,
        asked_at timestamptz NOT NULL,
        CONSTRAINT question_group UNIQUE NULLS NOT DISTINCT (school, date, half_day, class_name)
    )
    """,
    "CREATE INDEX question_school ON question (school, question_id)",
    """
    CREATE TABLE question_answer (
        question_id uuid NOT NULL REFERENCES question,
        number integer NOT NULL,
        answer text NOT NULL,
        reason text NOT NULL,
        answered_by text NOT NULL,
        answered_at timestamptz NOT NULL,
        PRIMARY KEY (question_id, number)
    )
    """,
    """
    CREATE TABLE held_half_day (
        pupil_id integer NOT NULL,
        date date NOT NULL,
        half_day smallint NOT NULL,
        question_id uuid NOT NULL REFERENCES question,
        PRIMARY KEY (pupil_id, date, half_day)
    )
    """,
    "CREATE INDEX held_half_day_question ON held_half_day (question_id)",
)

# As `attendance.mass_causes.storage.classes` does it for pupils whose enrolments change.
_CLASS_MEMBERS = """
    INSERT INTO class_member (pupil_id, class_name, school, days, closed)
    SELECT pupil_id, class_name, school, range_agg(period) * enrolled, closed
    FROM (
        SELECT pupil_id, class_name,
            daterange(valid_from, lead(valid_from) OVER (PARTITION BY pupil_id ORDER BY valid_from)) AS period
        FROM enrolment
    ) AS said
    JOIN pupil USING (pupil_id)
    WHERE class_name IS NOT NULL
    GROUP BY pupil_id, class_name, school, enrolled, closed
    HAVING NOT isempty(range_agg(period) * enrolled)
"""


def upgrade() -> None:
    for statement in (*_TABLES, _CLASS_MEMBERS):
        op.execute(statement)


def downgrade() -> None:
    for table in ("held_half_day", "question_answer", "question", "class_member"):
        op.execute(f"DROP TABLE {table}")

"""What was known once: replaced enrolments, calendars, what was held, and which person a pupil was."""

from alembic import op

revision = "2026_11_23_history"
down_revision = "2026_11_23_held_half_days"
branch_labels = None
depends_on = None

_REPORTS = ("enrolment", "withdrawal", "implicit_enrolment")
_TABLES = (
    "ALTER TABLE held_half_day ADD COLUMN held_since timestamptz NOT NULL DEFAULT '-infinity'",
    """
    CREATE TABLE held_history (
        pupil_id integer NOT NULL,
        date date NOT NULL,
        half_day smallint NOT NULL,
        question_id uuid NOT NULL,
        held_since timestamptz NOT NULL,
        held_until timestamptz NOT NULL
    )
    """,
    "CREATE INDEX held_history_pupil ON held_history (pupil_id)",
    """
    CREATE TABLE report_history (
        pupil_id integer NOT NULL,
        kind text NOT NULL,
        report jsonb NOT NULL,
        known_since timestamptz NOT NULL,
        known_until timestamptz NOT NULL
    )
    """,
    "CREATE INDEX report_history_pupil ON report_history (pupil_id)",
    """
    CREATE TABLE person_history (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        pupil_id integer NOT NULL,
        person_id uuid NOT NULL,
        known_until timestamptz NOT NULL
    )
    """,
    "CREATE INDEX person_history_pupil ON person_history (pupil_id)",
    "CREATE INDEX person_history_person ON person_history (person_id)",
    """
    CREATE TABLE calendar_history (
        school text NOT NULL,
        school_year smallint NOT NULL,
        version integer NOT NULL,
        base text NOT NULL,
        sessions jsonb NOT NULL,
        closures jsonb NOT NULL,
        extra jsonb NOT NULL,
        changed_at timestamptz NOT NULL,
        known_until timestamptz NOT NULL,
        PRIMARY KEY (school, school_year, version)
    )
    """,
)


def upgrade() -> None:
    # When the system learned what is there already was not kept: it counts as known all along.
    for table in _REPORTS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN known_since timestamptz NOT NULL DEFAULT '-infinity'")
    for statement in _TABLES:
        op.execute(statement)


def downgrade() -> None:
    for table in ("calendar_history", "person_history", "report_history", "held_history"):
        op.execute(f"DROP TABLE {table}")
    op.execute("ALTER TABLE held_half_day DROP COLUMN held_since")
    for table in _REPORTS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN known_since")

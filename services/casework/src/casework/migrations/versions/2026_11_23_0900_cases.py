"""Cases with what they rest on, their timeline and file; copies of persons, calendars and meetings."""

from alembic import op

from shared.copies.contacts import create_directory_table, drop_directory_table
from shared.messaging.migrations import create_messaging_tables, drop_messaging_tables

revision = "2026_11_23_cases"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE calendar (
        school text NOT NULL,
        school_year text NOT NULL,
        version integer NOT NULL,
        days jsonb NOT NULL,
        PRIMARY KEY (school, school_year)
    )
    """,
    """
    CREATE TABLE case_record (
        case_id uuid NOT NULL,
        reference text NOT NULL,
        case_type text NOT NULL,
        person_id uuid NOT NULL,
        school text NOT NULL,
        pupil text NOT NULL,
        school_year text NOT NULL,
        level_of_education text,
        opened_at timestamptz NOT NULL,
        respond_by date NOT NULL,
        status text NOT NULL,
        assignee text,
        held_from text,
        proposed_from text,
        hold_until date,
        outcome text,
        ended_at timestamptz,
        merged_into uuid,
        version bigint NOT NULL,
        PRIMARY KEY (case_id),
        UNIQUE (reference),
        FOREIGN KEY(merged_into) REFERENCES case_record (case_id)
    )
    """,
    "CREATE INDEX case_record_assignee ON case_record (assignee, case_id)",
    """
    CREATE UNIQUE INDEX case_record_one_open ON case_record (person_id, case_type)
    WHERE status NOT IN ('withdrawn', 'closed')
    """,
    "CREATE INDEX case_record_person ON case_record (person_id)",
    "CREATE INDEX case_record_pupil ON case_record (school, pupil)",
    """
    CREATE TABLE meeting (
        meeting_id uuid NOT NULL,
        status text NOT NULL,
        told_at timestamptz NOT NULL,
        sequence bigint NOT NULL,
        starts_at timestamptz,
        ends_at timestamptz,
        place text,
        PRIMARY KEY (meeting_id)
    )
    """,
    """
    CREATE TABLE person (
        person_id uuid NOT NULL,
        sequence bigint NOT NULL,
        given_name text,
        family_name text,
        merged_into uuid,
        parted_from uuid,
        PRIMARY KEY (person_id)
    )
    """,
    """
    CREATE TABLE reference_number (
        year integer NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (year)
    )
    """,
    """
    CREATE TABLE case_contact (
        case_contact_id uuid NOT NULL,
        case_id uuid NOT NULL,
        "on" date NOT NULL,
        party text NOT NULL,
        means text NOT NULL,
        text text NOT NULL,
        at timestamptz NOT NULL,
        by text NOT NULL,
        PRIMARY KEY (case_contact_id),
        FOREIGN KEY(case_id) REFERENCES case_record (case_id)
    )
    """,
    "CREATE INDEX case_contact_case ON case_contact (case_id)",
    """
    CREATE TABLE deadline (
        case_id uuid NOT NULL,
        kind text NOT NULL,
        last_day date NOT NULL,
        due_at timestamptz NOT NULL,
        noticed_at timestamptz,
        PRIMARY KEY (case_id, kind),
        FOREIGN KEY(case_id) REFERENCES case_record (case_id)
    )
    """,
    "CREATE INDEX deadline_unnoticed ON deadline (due_at) WHERE noticed_at IS NULL",
    """
    CREATE TABLE meeting_case (
        meeting_id uuid NOT NULL,
        case_id uuid NOT NULL,
        PRIMARY KEY (meeting_id, case_id),
        FOREIGN KEY(meeting_id) REFERENCES meeting (meeting_id),
        FOREIGN KEY(case_id) REFERENCES case_record (case_id)
    )
    """,
    "CREATE INDEX meeting_case_case ON meeting_case (case_id)",
    """
    CREATE TABLE note (
        note_id uuid NOT NULL,
        case_id uuid NOT NULL,
        at timestamptz NOT NULL,
        by text NOT NULL,
        text text NOT NULL,
        PRIMARY KEY (note_id),
        FOREIGN KEY(case_id) REFERENCES case_record (case_id)
    )
    """,
    "CREATE INDEX note_case ON note (case_id)",
    """
    CREATE TABLE person_enrolment (
        person_id uuid NOT NULL,
        position integer NOT NULL,
        school text NOT NULL,
        pupil text NOT NULL,
        level_of_education text NOT NULL,
        valid_from date NOT NULL,
        valid_until date,
        PRIMARY KEY (person_id, position),
        FOREIGN KEY(person_id) REFERENCES person (person_id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX person_enrolment_pupil ON person_enrolment (school, pupil)",
    """
    CREATE TABLE signal (
        signal_id uuid NOT NULL,
        case_id uuid,
        person_id uuid NOT NULL,
        school text NOT NULL,
        pupil text NOT NULL,
        level_of_education text NOT NULL,
        school_year text NOT NULL,
        rule text NOT NULL,
        rule_version integer NOT NULL,
        level integer NOT NULL,
        count integer NOT NULL,
        counted_at timestamptz NOT NULL,
        sequence bigint NOT NULL,
        reached_on date NOT NULL,
        half_days jsonb NOT NULL,
        reached boolean NOT NULL,
        withdrawn boolean NOT NULL,
        settled boolean NOT NULL,
        PRIMARY KEY (signal_id),
        FOREIGN KEY(case_id) REFERENCES case_record (case_id)
    )
    """,
    "CREATE INDEX signal_case ON signal (case_id)",
    "CREATE INDEX signal_person ON signal (person_id)",
    """
    CREATE TABLE task (
        task_id uuid NOT NULL,
        case_id uuid NOT NULL,
        text text NOT NULL,
        owner text NOT NULL,
        due date NOT NULL,
        at timestamptz NOT NULL,
        by text NOT NULL,
        done_at timestamptz,
        PRIMARY KEY (task_id),
        FOREIGN KEY(case_id) REFERENCES case_record (case_id)
    )
    """,
    "CREATE INDEX task_case ON task (case_id)",
    """
    CREATE TABLE timeline (
        position bigint GENERATED ALWAYS AS IDENTITY,
        case_id uuid,
        meeting_id uuid,
        at timestamptz NOT NULL,
        kind text NOT NULL,
        by text NOT NULL,
        text text NOT NULL,
        event_id text,
        PRIMARY KEY (position),
        CONSTRAINT timeline_about_one_thing CHECK (num_nonnulls(case_id, meeting_id) = 1),
        FOREIGN KEY(case_id) REFERENCES case_record (case_id)
    )
    """,
    "CREATE INDEX timeline_case ON timeline (case_id, at, position)",
    "CREATE INDEX timeline_meeting ON timeline (meeting_id)",
    "CREATE INDEX timeline_event ON timeline (event_id)",
)
_NAMES = (
    "calendar",
    "case_record",
    "meeting",
    "person",
    "reference_number",
    "case_contact",
    "deadline",
    "meeting_case",
    "note",
    "person_enrolment",
    "signal",
    "task",
    "timeline",
)


def upgrade() -> None:
    create_messaging_tables(op)
    create_directory_table(op)
    for statement in _TABLES:
        op.execute(statement)


def downgrade() -> None:
    for name in reversed(_NAMES):
        op.drop_table(name)
    drop_directory_table(op)
    drop_messaging_tables(op)

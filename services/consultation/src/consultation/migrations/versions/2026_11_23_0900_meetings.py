"""Meetings, who takes part, the directory of contacts, what is known of cases and calendars."""

from alembic import op

from shared.messaging.migrations import create_messaging_tables, drop_messaging_tables

revision = "2026_11_23_meetings"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE contact (
        contact_id text COLLATE "C" PRIMARY KEY,
        name text NOT NULL,
        role text NOT NULL,
        organisation text,
        schools text[] NOT NULL,
        email text,
        language text NOT NULL,
        deputy_of text,
        valid_from date,
        valid_until date,
        availability jsonb NOT NULL,
        version integer NOT NULL,
        file_digest bytea
    )
    """,
    "CREATE INDEX contact_role ON contact (role)",
    """
    CREATE TABLE meeting (
        meeting_id uuid PRIMARY KEY,
        meeting_type text NOT NULL,
        status text NOT NULL CONSTRAINT meeting_status
            CHECK (status IN ('proposed', 'scheduled', 'under-review', 'held', 'cancelled')),
        school text NOT NULL,
        case_ids uuid[] NOT NULL,
        required_roles text[] NOT NULL,
        optional_roles text[] NOT NULL,
        not_before date NOT NULL,
        hold_by date NOT NULL,
        preferred text,
        starts_at timestamptz,
        ends_at timestamptz,
        place text,
        reasons text[],
        relax text[],
        cancel_reason text,
        ical_sequence integer NOT NULL,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL
    )
    """,
    "CREATE INDEX meeting_school ON meeting (school)",
    "CREATE INDEX meeting_cases ON meeting USING gin (case_ids)",
    """
    CREATE TABLE meeting_participant (
        meeting_id uuid REFERENCES meeting ON DELETE CASCADE,
        contact_id text COLLATE "C",
        position integer NOT NULL,
        role text NOT NULL,
        required boolean NOT NULL,
        slot tstzrange NOT NULL,
        active boolean NOT NULL,
        PRIMARY KEY (meeting_id, contact_id),
        CONSTRAINT contact_in_one_meeting_at_a_time
            EXCLUDE USING gist (contact_id WITH =, slot WITH &&) WHERE (active)
    )
    """,
    """
    CREATE TABLE meeting_minutes (
        meeting_id uuid PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
        text text NOT NULL,
        actions jsonb NOT NULL,
        written_by text NOT NULL,
        written_at timestamptz NOT NULL
    )
    """,
    """
    CREATE TABLE known_case (
        case_id uuid PRIMARY KEY,
        reference text NOT NULL,
        standing text NOT NULL,
        sequence bigint NOT NULL,
        school text,
        merged_into uuid,
        requests bigint[] NOT NULL DEFAULT '{}'
    )
    """,
    """
    CREATE TABLE school_calendar (
        school text,
        school_year integer,
        version integer NOT NULL,
        calendar jsonb NOT NULL,
        PRIMARY KEY (school, school_year)
    )
    """,
)


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    create_messaging_tables(op)
    for statement in _TABLES:
        op.execute(statement)


def downgrade() -> None:
    for table in ("school_calendar", "known_case", "meeting_minutes", "meeting_participant", "meeting", "contact"):
        op.drop_table(table)
    drop_messaging_tables(op)

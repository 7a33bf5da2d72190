"""The register: pupils, marks, enrolments, persons, calendars, rules and signals."""

from alembic import op

from shared.copies.contacts import create_directory_table, drop_directory_table
from shared.messaging.migrations import create_messaging_tables, drop_messaging_tables

revision = "2026_11_23_register"
down_revision = None
branch_labels = None
depends_on = None

# In the tables of marks half days, statuses and verdicts are small numbers (`encoding` in storage), and there is
# no foreign key to pupil: it would lock a pupil's row for every mark.
_TABLES = (
    """
    CREATE TABLE person (
        person_id uuid PRIMARY KEY,
        insz_key bytea CONSTRAINT person_insz_key UNIQUE,
        given_name text,
        family_name text,
        birth_date date,
        compulsory daterange NOT NULL DEFAULT '(,)',
        digest bytea,
        merged_into uuid REFERENCES person,
        created_at timestamptz NOT NULL
    )
    """,
    """
    CREATE TABLE pupil (
        pupil_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        school text NOT NULL,
        pupil text COLLATE "C" NOT NULL,
        person_id uuid REFERENCES person,
        enrolled datemultirange NOT NULL DEFAULT '{}',
        CONSTRAINT pupil_number UNIQUE (school, pupil)
    )
    """,
    "CREATE INDEX pupil_person ON pupil (person_id)",
    """
    CREATE TABLE mark (
        pupil_id integer NOT NULL,
        date date NOT NULL,
        half_day smallint NOT NULL,
        status smallint NOT NULL,
        verdict smallint NOT NULL,
        school_year smallint NOT NULL,
        recorded_at timestamptz NOT NULL,
        known_since timestamptz NOT NULL,
        event_id text COLLATE "C" NOT NULL,
        PRIMARY KEY (pupil_id, date, half_day)
    )
    """,
    "CREATE INDEX mark_problematic ON mark (pupil_id, school_year) WHERE status = 0 AND verdict = 0",
    """
    CREATE TABLE mark_history (
        pupil_id integer NOT NULL,
        date date NOT NULL,
        half_day smallint NOT NULL,
        status smallint NOT NULL,
        recorded_at timestamptz NOT NULL,
        event_id text COLLATE "C" NOT NULL,
        known_since timestamptz NOT NULL,
        known_until timestamptz NOT NULL
    )
    """,
    "CREATE INDEX mark_history_slot ON mark_history (pupil_id, date, half_day)",
    """
    CREATE TABLE rejected_mark (
        pupil_id integer NOT NULL,
        date date NOT NULL,
        half_day smallint NOT NULL,
        recorded_at timestamptz NOT NULL,
        event_id text COLLATE "C" NOT NULL,
        status smallint NOT NULL,
        reason text NOT NULL,
        school_year smallint NOT NULL,
        rejected_at timestamptz NOT NULL,
        PRIMARY KEY (pupil_id, date, half_day, recorded_at, event_id)
    )
    """,
    """
    CREATE TABLE enrolment (
        pupil_id integer NOT NULL REFERENCES pupil,
        valid_from date NOT NULL,
        level text NOT NULL,
        class_name text,
        structure text,
        given_name text,
        family_name text,
        birth_date date,
        insz_key bytea,
        transferred_problematic integer,
        transferred_until date,
        recorded_at timestamptz NOT NULL,
        event_id text COLLATE "C" NOT NULL,
        PRIMARY KEY (pupil_id, valid_from)
    )
    """,
    """
    CREATE TABLE withdrawal (
        pupil_id integer NOT NULL REFERENCES pupil,
        recorded_at timestamptz NOT NULL,
        event_id text COLLATE "C" NOT NULL,
        valid_until date,
        PRIMARY KEY (pupil_id, recorded_at, event_id)
    )
    """,
    """
    CREATE TABLE implicit_enrolment (
        pupil_id integer NOT NULL REFERENCES pupil,
        first date NOT NULL,
        last date NOT NULL,
        level text NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (pupil_id, first)
    )
    """,
    """
    CREATE TABLE transferred_count (
        pupil_id integer NOT NULL REFERENCES pupil,
        until date NOT NULL,
        problematic integer NOT NULL,
        school_year smallint NOT NULL,
        PRIMARY KEY (pupil_id, until)
    )
    """,
    """
    CREATE TABLE calendar (
        school text NOT NULL,
        school_year smallint NOT NULL,
        version integer NOT NULL,
        base text NOT NULL CONSTRAINT calendar_base CHECK (base IN ('flanders', 'own')),
        sessions jsonb NOT NULL,
        closures jsonb NOT NULL,
        extra jsonb NOT NULL,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (school, school_year)
    )
    """,
    """
    CREATE TABLE rule (
        name text NOT NULL,
        version integer NOT NULL,
        valid_from smallint NOT NULL,
        levels integer[] NOT NULL,
        source text NOT NULL,
        mode text NOT NULL CONSTRAINT rule_mode CHECK (mode IN ('active', 'off')),
        added_at timestamptz NOT NULL,
        PRIMARY KEY (name, version)
    )
    """,
    """
    CREATE TABLE signal (
        signal_id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        pupil_id integer NOT NULL REFERENCES pupil,
        school text NOT NULL,
        pupil text NOT NULL,
        level_of_education text NOT NULL,
        school_year smallint NOT NULL,
        rule text NOT NULL,
        rule_version integer NOT NULL,
        level integer NOT NULL,
        count integer NOT NULL,
        reached_on date NOT NULL,
        half_days jsonb NOT NULL,
        calendar_version integer NOT NULL,
        concluded_at timestamptz NOT NULL,
        withdrawn_at timestamptz
    )
    """,
    "CREATE INDEX signal_person ON signal (person_id)",
    "CREATE INDEX signal_pupil ON signal (pupil_id)",
    "CREATE INDEX signal_school ON signal (school, signal_id)",
)

# 5: report to the CLB (AGODI, procedures voor opvolging problematische afwezigheden; spread over the school year, since
# 2016-2017). 10 and 15: AGODI's published bands, by local agreement. 30: "problematisch afwezig" in AGODI's statistics.
_RULE = """
    INSERT INTO rule (name, version, valid_from, levels, source, mode, added_at) VALUES (
        'problematic-half-days', 1, 2016, '{5,10,15,30}',
        'AGODI: opvolging problematische afwezigheden (5); gepubliceerde grenzen, lokale afspraak (10, 15);'
        ' statistiek problematisch afwezig (30)',
        'active', now()
    )
"""


def upgrade() -> None:
    create_messaging_tables(op)
    create_directory_table(op)
    for statement in (*_TABLES, _RULE):
        op.execute(statement)


def downgrade() -> None:
    for table in (
        "signal",
        "rule",
        "calendar",
        "transferred_count",
        "implicit_enrolment",
        "withdrawal",
        "enrolment",
        "rejected_mark",
        "mark_history",
        "mark",
        "pupil",
        "person",
    ):
        op.execute(f"DROP TABLE {table}")
    drop_directory_table(op)
    drop_messaging_tables(op)

"""What cases rest on, in one table: the levels and the gaps in enrolments that had a table each.

Each row keeps its id. What only a level has goes into ``details``. Whoever is writing a row is waited for, so that no
row is left behind.
"""

from alembic import op

revision = "2026_11_29_0130_grounds"
down_revision = "2026_11_29_0100_entry_facts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move all rows."""
    op.execute("LOCK TABLE signal, enrolment_gap")
    op.execute("""
        CREATE TABLE ground (
            ground_id uuid PRIMARY KEY,
            kind text NOT NULL,
            case_id uuid REFERENCES case_record,
            person_id uuid NOT NULL,
            school_year text NOT NULL,
            since date NOT NULL,
            school text,
            pupil text,
            level_of_education text,
            said boolean NOT NULL,
            taken_back boolean NOT NULL,
            settled boolean NOT NULL,
            details jsonb NOT NULL
        )
    """)
    op.execute("""
        INSERT INTO ground
        SELECT signal_id, 'level', case_id, person_id, school_year, reached_on, school, pupil, level_of_education,
            reached, withdrawn, settled,
            jsonb_build_object(
                'rule', rule, 'rule_version', rule_version, 'level', level, 'count', count,
                'counted_at', counted_at, 'sequence', sequence,
                'half_days', (
                    SELECT coalesce(
                        jsonb_agg(jsonb_build_array(day -> 'date', day -> 'half_day', day -> 'school') ORDER BY nth),
                        '[]'
                    )
                    FROM jsonb_array_elements(half_days) WITH ORDINALITY AS counted (day, nth)
                )
            )
        FROM signal
    """)
    op.execute("""
        INSERT INTO ground
        SELECT signal_id, 'enrolment-gap', case_id, person_id, school_year, reference_date, NULL, NULL, NULL,
            missing, found, settled, '{}'
        FROM enrolment_gap
    """)
    op.execute("CREATE INDEX ground_case ON ground (case_id)")
    op.execute("CREATE INDEX ground_pupil ON ground (school, pupil)")
    op.execute("DROP TABLE signal")
    op.execute("DROP TABLE enrolment_gap")


def downgrade() -> None:
    """Move all rows back. Grounds of other kinds have no table to go to, and go."""
    op.execute("LOCK TABLE ground")
    op.execute("""
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
    """)
    op.execute("""
        INSERT INTO signal
        SELECT ground_id, case_id, person_id, school, pupil, level_of_education, school_year,
            details ->> 'rule', (details ->> 'rule_version')::integer, (details ->> 'level')::integer,
            (details ->> 'count')::integer, (details ->> 'counted_at')::timestamptz,
            (details ->> 'sequence')::bigint, since,
            (
                SELECT coalesce(
                    jsonb_agg(
                        jsonb_build_object('date', day -> 0, 'half_day', day -> 1, 'school', day -> 2) ORDER BY nth
                    ),
                    '[]'
                )
                FROM jsonb_array_elements(details -> 'half_days') WITH ORDINALITY AS counted (day, nth)
            ),
            said, taken_back, settled
        FROM ground WHERE kind = 'level'
    """)
    op.execute("CREATE INDEX signal_case ON signal (case_id)")
    op.execute("CREATE INDEX signal_person ON signal (person_id)")
    op.execute("""
        CREATE TABLE enrolment_gap (
            signal_id uuid PRIMARY KEY,
            case_id uuid REFERENCES case_record,
            person_id uuid NOT NULL,
            school_year text NOT NULL,
            reference_date date NOT NULL,
            missing boolean NOT NULL,
            found boolean NOT NULL,
            settled boolean NOT NULL
        )
    """)
    op.execute("""
        INSERT INTO enrolment_gap
        SELECT ground_id, case_id, person_id, school_year, since, said, taken_back, settled
        FROM ground WHERE kind = 'enrolment-gap'
    """)
    op.execute("CREATE INDEX enrolment_gap_case ON enrolment_gap (case_id)")
    op.execute("DROP TABLE ground")

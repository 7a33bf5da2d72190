"""Of which half days schools were heard, and which they are silent about."""

from alembic import op

revision = "2026_11_23_feeds"
down_revision = "2026_11_23_history"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE feed (
        school text NOT NULL,
        school_year smallint NOT NULL,
        date date NOT NULL,
        half_day smallint NOT NULL,
        PRIMARY KEY (school, school_year)
    )
    """,
    """
    CREATE TABLE heard_half_day (
        school text NOT NULL,
        date date NOT NULL,
        half_day smallint NOT NULL,
        confirmed boolean NOT NULL,
        PRIMARY KEY (school, date, half_day)
    )
    """,
    """
    CREATE TABLE silence (
        silence_id uuid PRIMARY KEY,
        school text NOT NULL,
        school_year smallint NOT NULL,
        school_days integer NOT NULL,
        last_recorded_at timestamptz,
        concluded_at timestamptz NOT NULL,
        ended_at timestamptz
    )
    """,
    "CREATE INDEX silence_school ON silence (school, silence_id)",
    """
    CREATE TABLE silent_half_day (
        school text NOT NULL,
        date date NOT NULL,
        half_day smallint NOT NULL,
        school_year smallint NOT NULL,
        silence_id uuid NOT NULL REFERENCES silence,
        PRIMARY KEY (school, date, half_day)
    )
    """,
    "CREATE INDEX silent_half_day_silence ON silent_half_day (silence_id)",
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)


def downgrade() -> None:
    for table in ("silent_half_day", "silence", "heard_half_day", "feed"):
        op.execute(f"DROP TABLE {table}")

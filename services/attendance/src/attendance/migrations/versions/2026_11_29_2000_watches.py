"""What casework asks to watch, and on which days it opens and ends cases."""

from alembic import op

revision = "2026_11_29_2000_watches"
down_revision = "2026_11_29_0600_web_sessions"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE watch (
        case_id uuid PRIMARY KEY,
        version bigint NOT NULL,
        person_id uuid REFERENCES person ON DELETE CASCADE,
        asked_on date,
        criteria jsonb,
        met_at timestamptz,
        broken_at timestamptz,
        ended_at timestamptz
    )
    """,
    "CREATE INDEX watch_person ON watch (person_id)",
    """
    CREATE TABLE case_days (
        case_id uuid PRIMARY KEY,
        version bigint NOT NULL,
        person_id uuid REFERENCES person ON DELETE CASCADE,
        case_type text,
        school text,
        school_year smallint,
        opened_on date,
        ended_on date,
        merged boolean NOT NULL
    )
    """,
    "CREATE INDEX case_days_person ON case_days (person_id)",
    "CREATE INDEX case_days_year ON case_days (school_year)",
)


def upgrade() -> None:
    """Create both tables."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop both tables."""
    for table in ("case_days", "watch"):
        op.execute(f"DROP TABLE {table}")

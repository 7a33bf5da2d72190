"""Early signals: the numbers they go by, which pupils to look at, and what stands out."""

from alembic import op

revision = "2026_11_23_early_signals"
down_revision = "2026_11_23_rules"
branch_labels = None
depends_on = None

# Marks are written in the order in which they become known, so that a summary of each stretch of pages is enough to
# find the new ones; an ordinary index would cost every mark a row.
_STATEMENTS = (
    """
    CREATE TABLE early_signal_rule (
        kind text NOT NULL,
        version integer NOT NULL,
        valid_from smallint NOT NULL,
        numbers jsonb,
        source text NOT NULL,
        added_at timestamptz NOT NULL,
        PRIMARY KEY (kind, version)
    )
    """,
    """
    CREATE TABLE early_signal (
        signal_id uuid PRIMARY KEY,
        pupil_id integer NOT NULL,
        kind text NOT NULL,
        school_year smallint NOT NULL,
        rule_version integer NOT NULL,
        numbers jsonb NOT NULL,
        finding jsonb NOT NULL,
        raised_at timestamptz NOT NULL,
        ended_at timestamptz
    )
    """,
    "CREATE UNIQUE INDEX early_signal_standing ON early_signal (pupil_id, kind) WHERE ended_at IS NULL",
    "CREATE INDEX early_signal_pupil ON early_signal (pupil_id)",
    """
    CREATE TABLE early_signal_due (
        school text NOT NULL,
        pupil_id integer NOT NULL,
        PRIMARY KEY (school, pupil_id)
    )
    """,
    """
    CREATE TABLE early_signal_watch (
        one boolean PRIMARY KEY CHECK (one),
        passed_for text NOT NULL,
        news_until timestamptz NOT NULL
    )
    """,
    "CREATE INDEX mark_known_since ON mark USING brin (known_since) WITH (pages_per_range = 32, autosummarize = on)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP INDEX mark_known_since")
    for table in ("early_signal_watch", "early_signal_due", "early_signal", "early_signal_rule"):
        op.execute(f"DROP TABLE {table}")

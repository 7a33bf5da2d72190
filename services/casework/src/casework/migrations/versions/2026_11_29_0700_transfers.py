"""Cases follow their pupils to other schools; partings of merged cases; when a person was erased."""

from alembic import op

revision = "2026_11_29_0700_transfers"
down_revision = "2026_11_29_0600_web_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No case was transferred so far. When cases parted is in their timelines; who was erased is not known any more."""
    op.execute("""
        ALTER TABLE case_record
            ADD first_school text, ADD first_pupil text, ADD placed_after date, ADD hand_over_by date
    """)
    op.execute("""
        CREATE INDEX case_record_first_pupil ON case_record (first_school, first_pupil) WHERE first_school IS NOT NULL
    """)
    op.execute("""
        CREATE TABLE case_parting (
            case_id uuid NOT NULL REFERENCES case_record,
            parted_at timestamptz NOT NULL,
            went_on_in uuid NOT NULL REFERENCES case_record,
            PRIMARY KEY (case_id, parted_at)
        )
    """)
    op.execute("CREATE INDEX case_parting_went_on_in ON case_parting (went_on_in)")
    op.execute("ALTER TABLE person ADD erased_at timestamptz")
    op.execute("CREATE INDEX person_erased ON person (erased_at) WHERE erased_at IS NOT NULL")


def downgrade() -> None:
    """Transferred cases stay at the school they are at."""
    op.execute("ALTER TABLE person DROP erased_at")
    op.execute("DROP TABLE case_parting")
    op.execute("""
        ALTER TABLE case_record DROP first_school, DROP first_pupil, DROP placed_after, DROP hand_over_by
    """)
    op.execute("DELETE FROM deadline WHERE kind = 'hand-over-by'")

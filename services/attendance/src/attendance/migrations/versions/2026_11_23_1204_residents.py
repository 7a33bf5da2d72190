"""The municipality's list of resident children, and of whom no enrolment is known."""

from alembic import op

revision = "2026_11_23_residents"
down_revision = "2026_11_23_sites"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.execute("""
        CREATE TABLE resident (
            school_year smallint NOT NULL,
            insz_key bytea NOT NULL,
            reference_date date NOT NULL,
            of_age boolean NOT NULL,
            given_name text,
            family_name text,
            birth_date date,
            registered_on date,
            postcode text,
            nis text,
            imported_at timestamptz NOT NULL,
            PRIMARY KEY (school_year, insz_key)
        )
    """)
    op.execute("CREATE INDEX resident_insz_key ON resident (insz_key)")
    op.execute("""
        CREATE TABLE enrolment_gap (
            signal_id uuid PRIMARY KEY,
            person_id uuid NOT NULL REFERENCES person,
            school_year smallint NOT NULL,
            reference_date date NOT NULL,
            concluded_at timestamptz NOT NULL,
            found_at timestamptz
        )
    """)
    op.execute(
        "CREATE UNIQUE INDEX enrolment_gap_standing ON enrolment_gap (person_id, school_year) WHERE found_at IS NULL"
    )


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP TABLE enrolment_gap")
    op.execute("DROP TABLE resident")

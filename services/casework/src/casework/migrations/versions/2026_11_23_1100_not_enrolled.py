"""Cases of children that are not enrolled: at no school, perhaps without a term, with numbers of their own."""

from alembic import op

revision = "2026_11_23_not_enrolled"
down_revision = "2026_11_23_meetings_without_time"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Cases need no school; references count by type; gaps in enrolments are kept."""
    op.execute("""
        ALTER TABLE case_record
            ALTER school DROP NOT NULL, ALTER pupil DROP NOT NULL, ALTER respond_by DROP NOT NULL
    """)
    op.execute("ALTER TABLE reference_number ADD case_type text NOT NULL DEFAULT 'truancy'")
    op.execute("ALTER TABLE reference_number ALTER case_type DROP DEFAULT, DROP CONSTRAINT reference_number_pkey")
    op.execute("ALTER TABLE reference_number ADD PRIMARY KEY (year, case_type)")
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
    op.execute("CREATE INDEX enrolment_gap_case ON enrolment_gap (case_id)")


def downgrade() -> None:
    """Only while there is no such case yet."""
    op.execute("DROP TABLE enrolment_gap")
    op.execute("ALTER TABLE reference_number DROP CONSTRAINT reference_number_pkey, DROP case_type")
    op.execute("ALTER TABLE reference_number ADD PRIMARY KEY (year)")
    op.execute("""
        ALTER TABLE case_record
            ALTER school SET NOT NULL, ALTER pupil SET NOT NULL, ALTER respond_by SET NOT NULL
    """)

"""A copy of what needs a coordinator of a school as a whole: questions about whole classes, and silences."""

from alembic import op

revision = "2026_11_30_0031_school_matters"
down_revision = "2026_11_30_0030_worklist"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE school_matter (
            matter_id uuid PRIMARY KEY,
            kind text NOT NULL,
            school text NOT NULL,
            since date NOT NULL,
            half_day text,
            waits boolean NOT NULL,
            sequence bigint NOT NULL
        )
    """)
    op.execute("CREATE INDEX school_matter_waiting ON school_matter (kind) WHERE waits")


def downgrade() -> None:
    op.execute("DROP TABLE school_matter")

"""Plans of cases, a row for each version."""

from alembic import op

revision = "2026_11_30_0040_plans"
down_revision = "2026_11_30_0034_task_origins"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE plan (
            case_id uuid NOT NULL REFERENCES case_record,
            version integer NOT NULL,
            at timestamptz NOT NULL,
            by text NOT NULL,
            goals jsonb NOT NULL,
            evaluate_on date[] NOT NULL,
            PRIMARY KEY (case_id, version)
        )
    """)


def downgrade() -> None:
    op.execute("DROP TABLE plan")

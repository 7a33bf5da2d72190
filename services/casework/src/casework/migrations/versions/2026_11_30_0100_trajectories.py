"""Trajectories of youth coaches, with what they were before."""

from alembic import op

revision = "2026_11_30_0100_trajectories"
down_revision = "2026_11_30_0050_note_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE trajectory (
            case_id uuid PRIMARY KEY REFERENCES case_record,
            version integer NOT NULL,
            at timestamptz NOT NULL,
            by text NOT NULL,
            content jsonb NOT NULL,
            began_on date NOT NULL,
            contact_by date,
            evaluate_on date
        )
    """)
    op.execute("""
        CREATE TABLE trajectory_revision (
            case_id uuid NOT NULL REFERENCES trajectory ON UPDATE CASCADE ON DELETE CASCADE,
            version integer NOT NULL,
            at timestamptz NOT NULL,
            by text NOT NULL,
            content jsonb NOT NULL,
            PRIMARY KEY (case_id, version)
        )
    """)


def downgrade() -> None:
    op.execute("DROP TABLE trajectory_revision")
    op.execute("DROP TABLE trajectory")

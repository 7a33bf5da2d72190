"""Who used casework with which role, and on which day last."""

from alembic import op

revision = "2026_11_28_2220_seen_subjects"
down_revision = "2026_11_28_2215_attention"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE seen_subject (
            subject text NOT NULL,
            role text NOT NULL,
            last_seen date NOT NULL,
            PRIMARY KEY (subject, role)
        )
    """)


def downgrade() -> None:
    op.execute("DROP TABLE seen_subject")

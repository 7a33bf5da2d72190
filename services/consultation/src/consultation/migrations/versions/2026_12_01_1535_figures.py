"""The copy of the figures of all services, and what was published last of the own ones."""

from alembic import op

from shared.copies.figures import create_published_table, drop_published_table

revision = "2026_12_01_1535_figures"
down_revision = "2026_12_01_1530_partner_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    create_published_table(op)
    op.execute("""
        CREATE TABLE figure (
            service text NOT NULL,
            figure text NOT NULL,
            school_year text NOT NULL,
            unit text NOT NULL,
            smallest_cell integer NOT NULL,
            groups_and_values jsonb NOT NULL,
            known_at timestamptz NOT NULL,
            sequence bigint NOT NULL,
            PRIMARY KEY (service, figure, school_year)
        )
    """)


def downgrade() -> None:
    """Forget the figures: they are published again."""
    op.execute("DROP TABLE figure")
    drop_published_table(op)

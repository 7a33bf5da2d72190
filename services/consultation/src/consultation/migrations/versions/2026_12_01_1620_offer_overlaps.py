"""What people said of two offers that may overlap, and how often an offer changed in what that rests on.

``btree_gin`` comes with PostgreSQL as ``pg_trgm`` does: one index finds what is of a theme and called alike.
"""

from alembic import op

revision = "2026_12_01_1620_offer_overlaps"
down_revision = "2026_12_01_1615_objectives"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table and the column."""
    op.execute("ALTER TABLE offer ADD counted integer NOT NULL DEFAULT 1")
    op.execute("ALTER TABLE offer ALTER counted DROP DEFAULT")
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gin")
    op.execute("DROP INDEX offer_title")
    op.execute("""
        CREATE INDEX offer_alike ON offer USING gin (theme, plain_title gin_trgm_ops) WITH (fastupdate = off)
    """)
    op.execute("""
        CREATE TABLE offer_judgement (
            first uuid NOT NULL REFERENCES offer,
            second uuid NOT NULL REFERENCES offer,
            verdict text NOT NULL,
            why text NOT NULL,
            judged_at timestamptz NOT NULL,
            judged_by text NOT NULL,
            first_counted integer NOT NULL,
            second_counted integer NOT NULL,
            PRIMARY KEY (first, second)
        )
    """)


def downgrade() -> None:
    """Forget what was said."""
    op.execute("DROP TABLE offer_judgement")
    op.execute("ALTER TABLE offer DROP counted")
    op.execute("DROP INDEX offer_alike")
    op.execute("CREATE INDEX offer_title ON offer USING gin (plain_title gin_trgm_ops)")

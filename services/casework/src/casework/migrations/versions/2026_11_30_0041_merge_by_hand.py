"""Cases that are merged by hand, and birth dates, by which persons are found who may be one child.

A person has a birth date as soon as attendance tells of that person again.
"""

from alembic import op

revision = "2026_11_30_0041_merge_by_hand"
down_revision = "2026_11_30_0040_plans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.execute("ALTER TABLE case_record ADD merged_by_hand boolean NOT NULL DEFAULT false")
    op.execute("ALTER TABLE person ADD birth_date date")
    op.execute("CREATE INDEX person_birth_date ON person (birth_date)")


def downgrade() -> None:
    """Drop the columns."""
    op.execute("DROP INDEX person_birth_date")
    op.execute("ALTER TABLE person DROP birth_date")
    op.execute("ALTER TABLE case_record DROP merged_by_hand")

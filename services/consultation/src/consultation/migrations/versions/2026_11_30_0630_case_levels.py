"""What is known of cases has their type and level, which say how urgent they are on an agenda."""

from alembic import op

revision = "2026_11_30_0630_case_levels"
down_revision = "2026_11_30_0620_replies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; a case of before has no level here until an event tells of another."""
    op.execute("""
        ALTER TABLE known_case ADD COLUMN case_type text NOT NULL DEFAULT 'truancy',
            ADD COLUMN rule text, ADD COLUMN level integer
    """)


def downgrade() -> None:
    """Forget the types and levels."""
    op.execute("ALTER TABLE known_case DROP COLUMN case_type, DROP COLUMN rule, DROP COLUMN level")

"""A meeting keeps who takes part by name."""

from alembic import op

revision = "2026_11_30_2010_named_people"
down_revision = "2026_11_30_2000_right_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody takes part by name in meetings of before."""
    op.execute("ALTER TABLE meeting ADD named jsonb NOT NULL DEFAULT '[]'")


def downgrade() -> None:
    """Who was named keeps the seat until the meeting is planned anew."""
    op.execute("ALTER TABLE meeting DROP named")

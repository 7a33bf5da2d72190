"""What schools are called, as the directory says."""

from alembic import op

from shared.copies.school_names import create_school_names_table, drop_school_names_table

revision = "2026_11_30_0110_school_names"
down_revision = "2026_11_30_0100_trajectories"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the copy; schools go by their numbers until the directory tells of them."""
    create_school_names_table(op)


def downgrade() -> None:
    """Drop the copy."""
    drop_school_names_table(op)

"""When coordinators were told of the agenda of the education policy."""

from alembic import op

revision = "2026_12_01_1659_told_agendas"
down_revision = "2026_12_01_1658_questions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.execute("CREATE TABLE told_agenda (told_on date PRIMARY KEY)")


def downgrade() -> None:
    """Forget it: coordinators are told again."""
    op.execute("DROP TABLE told_agenda")

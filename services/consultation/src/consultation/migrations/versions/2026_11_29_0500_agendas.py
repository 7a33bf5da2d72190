"""Who books a contact or a place takes its agenda in hand, and copies of agendas can be told to be old."""

from alembic import op

revision = "2026_11_29_0500_agendas"
down_revision = "2026_11_28_2150_meeting_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The rows come as they are needed. Looking for the meetings of a case no longer wades through pending entries."""
    op.execute('CREATE TABLE agenda (name text COLLATE "C" PRIMARY KEY, version bigint NOT NULL)')
    op.execute("ALTER INDEX meeting_cases SET (fastupdate = off)")


def downgrade() -> None:
    """Forget who had what in hand."""
    op.execute("ALTER INDEX meeting_cases RESET (fastupdate)")
    op.execute("DROP TABLE agenda")

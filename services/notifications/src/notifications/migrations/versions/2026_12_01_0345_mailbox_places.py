"""How far a mailbox on a server was read."""

from alembic import op

revision = "2026_12_01_0345_mailbox_places"
down_revision = "2026_11_30_2340_silence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row a mailbox."""
    op.execute("""
        CREATE TABLE mailbox_place (
            mailbox text PRIMARY KEY,
            uid_validity bigint NOT NULL,
            uid bigint NOT NULL
        )
    """)


def downgrade() -> None:
    """Forget it: mails within the term are read again, and known by their content."""
    op.execute("DROP TABLE mailbox_place")

"""What was sent to a contact is listed newest first, without a look at all that was sent to anybody."""

from alembic import op

revision = "2026_12_01_0540_notices_of"
down_revision = "2026_12_01_0445_webhooks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Have the index of contacts in the order of the list."""
    op.execute("CREATE INDEX notice_of_contact ON notice (contact_id, position)")
    op.execute("DROP INDEX notice_contact")


def downgrade() -> None:
    """Have it without an order again."""
    op.execute("CREATE INDEX notice_contact ON notice (contact_id)")
    op.execute("DROP INDEX notice_of_contact")

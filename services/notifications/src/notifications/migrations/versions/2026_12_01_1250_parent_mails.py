"""That a mail went to parents, by whom and when; no address."""

from alembic import op

revision = "2026_12_01_1250_parent_mails"
down_revision = "2026_12_01_0540_notices_of"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.execute("""
        CREATE TABLE parent_mail (
            mail_id uuid PRIMARY KEY,
            case_id uuid NOT NULL,
            sent_by text NOT NULL,
            at timestamptz NOT NULL,
            status text NOT NULL
        )
    """)
    op.execute("CREATE INDEX ix_parent_mail_case_id ON parent_mail (case_id)")


def downgrade() -> None:
    """Forget them."""
    op.execute("DROP TABLE parent_mail")

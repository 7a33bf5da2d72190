"""What a receiver answers to a notice."""

from alembic import op

revision = "2026_11_30_2310_notice_answers"
down_revision = "2026_11_30_2230_who_gets_what"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever confirmed before had read the notice."""
    op.execute("ALTER TABLE notice ADD answer text")
    op.execute("UPDATE notice SET answer = 'received' WHERE acknowledged_at IS NOT NULL")


def downgrade() -> None:
    """Keep that it was read."""
    op.execute("ALTER TABLE notice DROP answer")

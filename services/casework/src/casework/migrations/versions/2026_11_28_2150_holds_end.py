"""Holds whose day passed before they ended by themselves."""

from alembic import op

revision = "2026_11_28_2150_holds_end"
down_revision = "2026_11_23_not_enrolled"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was only brought to notice is due again, to end."""
    op.execute("""
        UPDATE deadline SET noticed_at = NULL
        FROM case_record
        WHERE deadline.case_id = case_record.case_id AND deadline.kind = 'hold-until'
          AND case_record.hold_until = deadline.last_day
    """)


def downgrade() -> None:
    """Holds that have ended stay ended."""

"""Cases are followed from a distance, while attendance watches."""

from alembic import op

revision = "2026_11_30_0021_watches"
down_revision = "2026_11_30_0020_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No case was followed before."""
    op.execute("ALTER TABLE case_record ADD watch jsonb, ADD closure_proposed_since date")


def downgrade() -> None:
    """The version before knows the state, and nothing that leads out of it but a hold and the end: work goes on."""
    op.execute("""
        UPDATE case_record SET
            status = CASE status WHEN 'monitoring' THEN 'active' ELSE status END,
            held_from = CASE held_from WHEN 'monitoring' THEN 'active' ELSE held_from END,
            proposed_from = CASE proposed_from WHEN 'monitoring' THEN 'active' ELSE proposed_from END
        WHERE watch IS NOT NULL
    """)
    op.execute("DELETE FROM timeline WHERE kind IN ('monitored', 'watch-met', 'watch-broken', 'reactivated')")
    op.execute("ALTER TABLE case_record DROP watch, DROP closure_proposed_since")

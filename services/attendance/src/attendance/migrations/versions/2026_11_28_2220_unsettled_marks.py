"""Find the marks that wait, do not count or mean nothing known, without looking at all the others."""

from alembic import op

revision = "2026_11_28_2220_unsettled_marks"
down_revision = "2026_11_28_2145_enrolment_ends"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE INDEX mark_unsettled ON mark (pupil_id, date) WHERE verdict <> 0 OR status = 4")


def downgrade() -> None:
    op.execute("DROP INDEX mark_unsettled")

"""The official code beside the status, and the statuses of which rules have to hear."""

from alembic import op

revision = "2026_11_23_official_codes"
down_revision = "2026_11_23_ses"
branch_labels = None
depends_on = None

# A small number where 0 is none: with a tenth column that can be null, every row of the largest table would be 8 bytes
# longer. Of a rule only status 0, problematic, was counted so far.
_COLUMNS = (
    "ALTER TABLE mark ADD COLUMN code smallint NOT NULL DEFAULT 0",
    "ALTER TABLE mark_history ADD COLUMN code smallint NOT NULL DEFAULT 0",
    "ALTER TABLE rule ADD COLUMN statuses smallint NOT NULL DEFAULT 1",
)


def upgrade() -> None:
    for statement in _COLUMNS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("ALTER TABLE rule DROP COLUMN statuses")
    op.execute("ALTER TABLE mark_history DROP COLUMN code")
    op.execute("ALTER TABLE mark DROP COLUMN code")

"""Of which half days schools were silent once."""

from alembic import op

revision = "2026_11_23_silent_history"
down_revision = "2026_11_23_newest_mark"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE silent_half_day ADD COLUMN silent_since timestamptz NOT NULL DEFAULT '-infinity'")
    op.execute("""
        CREATE TABLE silent_history (
            school text NOT NULL,
            date date NOT NULL,
            half_day smallint NOT NULL,
            school_year smallint NOT NULL,
            silent_since timestamptz NOT NULL,
            silent_until timestamptz NOT NULL
        )
    """)
    op.execute("CREATE INDEX silent_history_school ON silent_history (school)")


def downgrade() -> None:
    op.execute("DROP TABLE silent_history")
    op.execute("ALTER TABLE silent_half_day DROP COLUMN silent_since")

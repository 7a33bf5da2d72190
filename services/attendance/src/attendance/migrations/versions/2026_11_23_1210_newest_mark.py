"""The newest date of each school's marks, so that nobody has to look through its pupils."""

from alembic import op

revision = "2026_11_23_newest_mark"
down_revision = "2026_11_23_early_signals"
branch_labels = None
depends_on = None

_NUMBER = "(mark.date - DATE '2000-01-01') * 2 + mark.half_day"


def upgrade() -> None:
    op.execute("CREATE TABLE newest_mark (school text PRIMARY KEY, date date NOT NULL)")
    op.execute(f"""
        INSERT INTO newest_mark (school, date)
        SELECT school, max(newest.date)
        FROM pupil
        CROSS JOIN LATERAL (
            SELECT date FROM mark
            WHERE mark.pupil_id = pupil.pupil_id AND (verdict <> 2 OR {_NUMBER} <@ pupil.closed)
            ORDER BY date DESC
            LIMIT 1
        ) AS newest
        GROUP BY school
    """)  # noqa: S608 - constant


def downgrade() -> None:
    op.execute("DROP TABLE newest_mark")

"""Until when each enrolment holds, so that one that was ended or annulled decides nothing any more."""

from alembic import op

revision = "2026_11_28_2145_enrolment_ends"
down_revision = "2026_11_23_early_newest"
branch_labels = None
depends_on = None

# As far as what is stored says it. An enrolment that a withdrawal annuls now is settled when the service starts.
_FILL = """
    UPDATE enrolment SET holds_until = coalesce(upper(held) - 1, 'infinity')
    FROM (
        SELECT pupil_id, valid_from, held
        FROM (
            SELECT pupil_id, valid_from, enrolled * datemultirange(
                    daterange(valid_from, lead(valid_from) OVER (PARTITION BY pupil_id ORDER BY valid_from))
                ) AS days
            FROM enrolment JOIN pupil USING (pupil_id)
        ) AS period, unnest(days) AS held
        WHERE held @> valid_from
    ) AS known
    WHERE (enrolment.pupil_id, enrolment.valid_from) = (known.pupil_id, known.valid_from)
"""


def upgrade() -> None:
    op.execute("ALTER TABLE enrolment ADD holds_until date NOT NULL DEFAULT 'infinity'")
    op.execute(_FILL)


def downgrade() -> None:
    op.execute("ALTER TABLE enrolment DROP holds_until")

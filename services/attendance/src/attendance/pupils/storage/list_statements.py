"""The statement of a list of pupils."""

from sqlalchemy import text

from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS

# Pupils who are or were enrolled in the school year, or whose marks of it wait, with the enrolment of today. That is
# the newest enrolment that has begun, because the enrolments of one register follow each other. Assumed enrolments
# count if the school reported no enrolment.
PUPILS = text(f"""
    SELECT school, pupil, person_id, class_name, level, valid_from, nullif(holds_until, 'infinity') AS valid_until
    FROM pupil LEFT JOIN LATERAL (
        SELECT class_name, level, valid_from, holds_until
        FROM (
            SELECT class_name, level, valid_from, holds_until
            FROM enrolment
            WHERE enrolment.pupil_id = pupil.pupil_id AND holds_until >= valid_from
            UNION ALL
            SELECT NULL, level, first, last
            FROM implicit_enrolment AS assumed
            WHERE assumed.pupil_id = pupil.pupil_id AND NOT EXISTS (
                SELECT FROM enrolment
                WHERE enrolment.pupil_id = assumed.pupil_id AND valid_from <= last
                  AND holds_until >= greatest(first, valid_from)
            )
        ) AS period
        ORDER BY valid_from <= :today DESC, valid_from DESC
        LIMIT 1
    ) AS enrolled_as ON true
    WHERE (school, pupil) > (:after_school, :after_pupil)
      AND (CAST(:school AS text) IS NULL OR school = :school)
      AND (CAST(:schools AS text[]) IS NULL OR school = ANY(CAST(:schools AS text[])))
      AND (CAST(:class_name AS text) IS NULL
        OR class_name = :class_name AND CAST(:today AS date) BETWEEN valid_from AND holds_until)
      AND (
        enrolled && daterange(:first, :last, '[]')
        OR EXISTS (SELECT FROM mark WHERE mark.pupil_id = pupil.pupil_id AND date BETWEEN :first AND :last)
      )
      AND (
        CAST(:noted_schools AS text[]) IS NULL
        OR (school, pupil) IN (SELECT * FROM unnest(CAST(:noted_schools AS text[]), CAST(:noted_pupils AS text[])))
        OR EXISTS (
            SELECT FROM signal
            WHERE signal.person_id = pupil.person_id AND withdrawn_at IS NULL
              AND signal.school_year = CAST(:school_year AS smallint)
              AND (rule = '{PROBLEMATIC_HALF_DAYS}' OR CAST(:schools AS text[]) IS NULL
                OR signal.school = ANY(CAST(:schools AS text[])))
        )
      )
    ORDER BY school, pupil
    LIMIT :limit
""")  # noqa: S608 - constant

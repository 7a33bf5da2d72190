"""The statements of participation, social mix and school allowance. Verdict 0 counts; status 0 is problematic, 1
justified, 4 unknown."""

from sqlalchemy import text

# Each enrolment up to the next enrolment of the same pupil; assumed enrolments only of a pupil without any other.
_PERIODS = """
    SELECT pupil_id, valid_from, holds_until, recorded_at, level, ses,
        daterange(valid_from, lead(valid_from) OVER (PARTITION BY pupil_id ORDER BY valid_from)) AS days
    FROM enrolment WHERE holds_until >= valid_from
    UNION ALL
    SELECT pupil_id, first, last, recorded_at, level, NULL, daterange(first, last, '[]')
    FROM implicit_enrolment
    WHERE NOT EXISTS (
        SELECT FROM enrolment WHERE enrolment.pupil_id = implicit_enrolment.pupil_id AND holds_until >= valid_from
    )
"""

# Days at two schools at once are those of the newer enrolment, so that a half day counts once. A toddler is of the
# school of the newest enrolment that holds, else of the enrolment that ended last.
TODDLERS = text(f"""
    WITH period AS ({_PERIODS}), register AS (
        SELECT pupil.pupil_id, person_id, school, pupil, closed, max(valid_from) AS valid_from,
            least(max(holds_until), :last, :today) AS held_until, max(recorded_at) AS recorded_at,
            enrolled * range_agg(days) * datemultirange(daterange(:first, :last, '[]')) AS days
        FROM period JOIN pupil USING (pupil_id)
        WHERE level = 'kleuter' AND valid_from <= :today AND enrolled && daterange(:first, :last, '[]')
        GROUP BY pupil.pupil_id
    ), own AS (
        SELECT pupil_id, person_id, school, closed, row_number() OVER newest_first AS place,
            row_number() OVER (
                PARTITION BY person_id
                ORDER BY held_until DESC, valid_from DESC, recorded_at DESC, school DESC, pupil DESC
            ) = 1 AS newest,
            days - coalesce(
                range_agg(days) OVER (newest_first ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '{{}}'
            ) AS days
        FROM register
        WHERE NOT isempty(days)
        WINDOW newest_first AS (
            PARTITION BY person_id ORDER BY valid_from DESC, recorded_at DESC, school DESC, pupil DESC
        )
    )
    SELECT person_id, school, birth_date, days AS enrolled, closed,
        CAST(coalesce(problematic, 0) AS integer) AS problematic, CAST(coalesce(justified, 0) AS integer) AS justified,
        CAST(coalesce(unknown, 0) AS integer) AS unknown, newest
    FROM own JOIN person USING (person_id)
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE status = 0) AS problematic, count(*) FILTER (WHERE status = 1) AS justified,
            count(*) FILTER (WHERE status = 4) AS unknown
        FROM mark
        WHERE mark.pupil_id = own.pupil_id AND school_year = :school_year AND verdict = 0 AND date <@ own.days
    ) AS marked
    ORDER BY person_id, place
""")  # noqa: S608 - constant

# A person at two schools is a pupil of both.
BY_SES = text(f"""
    WITH period AS ({_PERIODS}), pupils AS (
        SELECT DISTINCT ON (school, person_id) school, ses
        FROM period JOIN pupil USING (pupil_id)
        WHERE days @> CAST(:on AS date) AND enrolled @> CAST(:on AS date)
            AND (CAST(:level AS text) IS NULL OR level = :level)
        ORDER BY school, person_id, valid_from DESC, recorded_at DESC, pupil DESC
    )
    SELECT school, CAST(count(*) FILTER (WHERE ses) AS integer) AS with_ses,
        CAST(count(*) FILTER (WHERE NOT ses) AS integer) AS without_ses,
        CAST(count(*) FILTER (WHERE ses IS NULL) AS integer) AS unknown
    FROM pupils
    GROUP BY school
    ORDER BY school
""")  # noqa: S608 - constant

# At the newest enrolment that holds on the last day, else at the enrolment that ended last. Days are counted in
# whatever part of `until` the person is of compulsory age.
PUPILS = text(f"""
    WITH period AS ({_PERIODS}), newest AS (
        SELECT DISTINCT ON (person_id) person_id, school, level
        FROM period JOIN pupil USING (pupil_id)
        WHERE valid_from <= :today
            AND enrolled && daterange(:first, :last, '[]') AND days && daterange(:first, :last, '[]')
        ORDER BY person_id, least(holds_until, :last, :today) DESC, valid_from DESC, recorded_at DESC, school DESC,
            pupil DESC
    ), covered AS (
        SELECT person_id, range_agg(enrolled) AS days FROM pupil GROUP BY person_id
    )
    SELECT person_id, school, level, (
        SELECT CAST(coalesce(sum(upper(gap) - lower(gap)), 0) AS integer)
        FROM unnest(datemultirange(daterange(:first, :until, '[]') * compulsory) - days) AS gap
    ) AS unenrolled_days
    FROM newest JOIN person USING (person_id) JOIN covered USING (person_id)
    WHERE level <> 'kleuter'
    ORDER BY person_id
""")  # noqa: S608 - constant

# Whoever may have more than so many; what exactly counts is for the counts to say.
OFTEN_ABSENT = text("""
    SELECT person_id FROM (
        SELECT person_id, count(*) AS number
        FROM mark JOIN pupil USING (pupil_id)
        WHERE school_year = :school_year AND status = 0 AND verdict = 0
        GROUP BY person_id
        UNION ALL
        SELECT person_id, problematic
        FROM transferred_count JOIN pupil USING (pupil_id)
        WHERE school_year = :school_year
    ) AS counted
    GROUP BY person_id
    HAVING sum(number) > :more_than
""")

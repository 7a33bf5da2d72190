"""The statements on schools' feeds. In marks status 2 is present and verdict 0 counted."""

from sqlalchemy import text

# Two processes that listen at once would tell of one silence twice.
TAKE = text("SELECT pg_try_advisory_xact_lock(:space, :key)")

# From one school to the next in the index, without a look at their pupils.
SCHOOLS = text("""
    WITH RECURSIVE known AS (
        (SELECT school FROM pupil ORDER BY school LIMIT 1)
        UNION ALL
        SELECT (SELECT pupil.school FROM pupil WHERE pupil.school > known.school ORDER BY pupil.school LIMIT 1)
        FROM known
        WHERE known.school IS NOT NULL
    )
    SELECT school FROM known WHERE school IS NOT NULL
""")

# Half of who was expected or more was told to be present, or nobody to be absent: a school that tells of every half
# day. The statement reads only half days before the first known report. It goes pupil by pupil (OFFSET keeps it so),
# whatever the number of marks of other schools.
REPORTS_SINCE = text("""
    WITH told AS (
        SELECT date, half_day, count(*) AS present
        FROM pupil
        CROSS JOIN LATERAL (
            SELECT date, half_day FROM mark
            WHERE mark.pupil_id = pupil.pupil_id AND school_year = :school_year AND date BETWEEN :first AND :last
              AND status = 2 AND verdict = 0
            OFFSET 0
        ) AS attended
        WHERE school = :school
        GROUP BY date, half_day
    )
    SELECT date, half_day FROM (
        SELECT date, half_day FROM told
        WHERE present * 2 >= (SELECT count(*) FROM pupil WHERE school = :school AND told.date <@ enrolled)
        UNION ALL
        SELECT date, half_day FROM heard_half_day
        WHERE school = :school AND date BETWEEN :first AND :last AND confirmed
    ) AS reported
    ORDER BY date, half_day
""")

KNOWN_SINCE = text("SELECT date, half_day FROM feed WHERE school = :school AND school_year = :school_year")

NOTE_SINCE = text("""
    INSERT INTO feed (school, school_year, date, half_day) VALUES (:school, :school_year, :date, :half_day)
    ON CONFLICT (school, school_year) DO UPDATE SET date = excluded.date, half_day = excluded.half_day
""")

HEARD = text("""
    SELECT date, half_day FROM heard_half_day WHERE school = :school AND date BETWEEN :first AND :last
""")

_ASKED = "unnest(CAST(:dates AS date[]), CAST(:half_days AS smallint[])) AS asked (date, half_day)"

# Up to the first pupil with a mark.
NOTE_MARKED = text(f"""
    INSERT INTO heard_half_day (school, date, half_day, confirmed)
    SELECT :school, asked.date, asked.half_day, false
    FROM {_ASKED}
    WHERE EXISTS (
        SELECT FROM pupil JOIN mark USING (pupil_id)
        WHERE pupil.school = :school AND (mark.date, mark.half_day) = (asked.date, asked.half_day)
    )
    ON CONFLICT DO NOTHING
    RETURNING date, half_day
""")  # noqa: S608 - constant

# Up to the first pupil who is expected.
EXPECTED = text(f"""
    SELECT asked.date, asked.half_day
    FROM {_ASKED}
    WHERE EXISTS (
        SELECT FROM pupil
        WHERE school = :school AND asked.date <@ enrolled
          AND NOT (asked.date - DATE '2000-01-01') * 2 + asked.half_day <@ closed
    )
""")  # noqa: S608 - constant

# Pupil by pupil, whatever the number of marks of other schools.
LAST_RECORDED = text("""
    SELECT max(newest.recorded_at)
    FROM pupil
    CROSS JOIN LATERAL (SELECT max(recorded_at) AS recorded_at FROM mark WHERE mark.pupil_id = pupil.pupil_id) AS newest
    WHERE school = :school
""")

SILENT = text("""
    SELECT date, half_day, silence_id FROM silent_half_day WHERE school = :school AND school_year = :school_year
""")

SILENT_THEN = text("""
    SELECT date, half_day FROM silent_half_day
    WHERE school = :school AND school_year = :school_year AND silent_since <= :at
    UNION
    SELECT date, half_day FROM silent_history
    WHERE school = :school AND school_year = :school_year AND silent_since <= :at AND silent_until > :at
""")

OPEN_YEARS = text("SELECT DISTINCT school_year FROM silence WHERE school = :school AND ended_at IS NULL")

ADD_SILENCE = text("""
    INSERT INTO silence (silence_id, school, school_year, school_days, last_recorded_at, concluded_at)
    VALUES (:silence_id, :school, :school_year, :school_days, :last_recorded_at, :concluded_at)
""")

ADD_SILENT = text("""
    INSERT INTO silent_half_day (school, date, half_day, school_year, silence_id, silent_since)
    SELECT :school, date, half_day, :school_year, silence_id, :at
    FROM unnest(CAST(:dates AS date[]), CAST(:half_days AS smallint[]), CAST(:silence_ids AS uuid[]))
        AS silent (date, half_day, silence_id)
""")

DROP_SILENT = text(f"""
    WITH heard AS (
        DELETE FROM silent_half_day USING {_ASKED}
        WHERE school = :school AND (silent_half_day.date, silent_half_day.half_day) = (asked.date, asked.half_day)
        RETURNING silent_half_day.*
    )
    INSERT INTO silent_history (school, date, half_day, school_year, silent_since, silent_until)
    SELECT school, date, half_day, school_year, silent_since, :at FROM heard
""")  # noqa: S608 - constant

END = text("""
    UPDATE silence SET ended_at = :at
    WHERE school = :school AND ended_at IS NULL
      AND NOT EXISTS (SELECT FROM silent_half_day WHERE silent_half_day.silence_id = silence.silence_id)
    RETURNING silence_id, school_year
""")

HALF_DAYS = text("""
    SELECT silence_id, date, half_day FROM silent_half_day
    WHERE silence_id = ANY(CAST(:ids AS uuid[]))
    ORDER BY date, half_day
""")

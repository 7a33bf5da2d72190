"""The statements on questions about mass causes. In marks status 0 is problematic and verdict 0 counted."""

from sqlalchemy import text

_PROBLEMATIC = "mark.status = 0 AND mark.verdict = 0"

# Who is expected on a half day of `slot`: in the class on that day, and the own site is not closed.
_EXPECTED = """
    slot.date <@ member.days AND NOT (slot.date - DATE '2000-01-01') * 2 + slot.half_day <@ member.closed
"""

# In the order of the keys, so that two transactions can't wait for each other.
LOCK = text("SELECT pg_advisory_xact_lock(:space, key) FROM unnest(CAST(:keys AS integer[])) AS keys (key)")

# Of classes on half days (`slot`) the half days on which a class is wholly absent.
_WHOLLY_ABSENT = f"""
    SELECT DISTINCT school, date, half_day
    FROM touched AS slot
    CROSS JOIN LATERAL (
        SELECT count(*) AS size, count(mark.pupil_id) AS absent
        FROM class_member AS member
        LEFT JOIN mark ON {_PROBLEMATIC}
            AND (mark.pupil_id, mark.date, mark.half_day) = (member.pupil_id, slot.date, slot.half_day)
        WHERE (member.school, member.class_name) = (slot.school, slot.class_name) AND {_EXPECTED}
    ) AS of_class
    WHERE of_class.absent >= CAST(:share AS numeric) * of_class.size
"""  # noqa: S608 - constant

TOUCHED_BY_MARKS = text(f"""
    WITH touched AS (
        SELECT DISTINCT school, class_name, date, half_day
        FROM unnest(
            CAST(:schools AS text[]), CAST(:pupils AS text[]), CAST(:dates AS date[]), CAST(:half_days AS smallint[])
        ) AS changed (school, pupil, date, half_day)
        JOIN pupil USING (school, pupil)
        JOIN class_member USING (pupil_id, school)
        WHERE date <@ days
    )
    {_WHOLLY_ABSENT}
    UNION
    SELECT school, date, half_day FROM touched JOIN question USING (school, date, half_day)
""")  # noqa: S608 - constant

# Where a class was left, the other classes of the school may now be all of it.
TOUCHED_BY_CLASSES = text(f"""
    WITH touched AS (
        SELECT school, class_name, date, half_day
        FROM unnest(CAST(:schools AS text[]), CAST(:classes AS text[])) AS changed (school, class_name)
        JOIN class_member USING (school, class_name)
        JOIN mark USING (pupil_id)
        WHERE {_PROBLEMATIC} AND date <@ days
        UNION
        SELECT school, class_name, date, half_day
        FROM unnest(CAST(:left_schools AS text[]), CAST(:left_days AS text[]), CAST(:kept_days AS text[]))
            AS departed (school, left_days, kept_days)
        JOIN class_member USING (school)
        JOIN mark USING (pupil_id)
        WHERE {_PROBLEMATIC} AND date <@ days
          AND date <@ (CAST(left_days AS datemultirange) - CAST(kept_days AS datemultirange))
    )
    {_WHOLLY_ABSENT}
    UNION
    SELECT school, date, half_day FROM question WHERE school = ANY(CAST(:schools AS text[]))
""")  # noqa: S608 - constant

OPEN_SLOTS = text("SELECT DISTINCT school, date, half_day FROM question WHERE stands AND answer IS NULL")

_SLOTS = """
    unnest(CAST(:schools AS text[]), CAST(:dates AS date[]), CAST(:half_days AS smallint[]))
        AS slot (school, date, half_day)
"""

CLASSES = text(f"""
    SELECT school, slot.date, slot.half_day, class_name, count(*) AS size,
        coalesce(array_agg(mark.pupil_id) FILTER (WHERE mark.pupil_id IS NOT NULL), '{{}}') AS absent,
        max(mark.school_year) AS school_year
    FROM {_SLOTS}
    JOIN class_member AS member USING (school)
    LEFT JOIN mark ON {_PROBLEMATIC}
        AND (mark.pupil_id, mark.date, mark.half_day) = (member.pupil_id, slot.date, slot.half_day)
    WHERE {_EXPECTED}
    GROUP BY school, slot.date, slot.half_day, class_name
""")  # noqa: S608 - constant

OF_SLOTS = text(f"SELECT question.* FROM {_SLOTS} JOIN question USING (school, date, half_day)")  # noqa: S608 - constant

HELD = text("""
    SELECT school, question.date, question.half_day, pupil_id, question_id
    FROM held_half_day JOIN question USING (question_id)
    WHERE question_id = ANY(CAST(:ids AS uuid[]))
""")

OF_PUPIL = text("""
    SELECT held.date, held.half_day, question_id, answer IS NULL AS waits
    FROM held_half_day AS held JOIN question USING (question_id)
    WHERE pupil_id = :pupil_id
""")

# What held these half days of some pupils at a time, and whether the question still waited for an answer then.
OF_PUPILS_THEN = text("""
    SELECT pupil_id, held.date, held.half_day, question_id, NOT EXISTS (
        SELECT FROM question_answer AS given
        WHERE given.question_id = held.question_id AND answered_at <= :at
    ) AS waits
    FROM (
        SELECT pupil_id, date, half_day, question_id
        FROM held_half_day
        WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND held_since <= :at
        UNION ALL
        SELECT pupil_id, date, half_day, question_id
        FROM held_history
        WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND held_since <= :at AND held_until > :at
    ) AS held
""")

RELEASE = text("""
    WITH released AS (
        DELETE FROM held_half_day USING unnest(
            CAST(:pupil_ids AS integer[]), CAST(:dates AS date[]), CAST(:half_days AS smallint[])
        ) AS freed (pupil_id, date, half_day)
        WHERE (held_half_day.pupil_id, held_half_day.date, held_half_day.half_day)
            = (freed.pupil_id, freed.date, freed.half_day)
        RETURNING held_half_day.*
    )
    INSERT INTO held_history (pupil_id, date, half_day, question_id, held_since, held_until)
    SELECT pupil_id, date, half_day, question_id, held_since, :at FROM released
""")

HOLD = text("""
    WITH held AS (
        INSERT INTO held_half_day (pupil_id, date, half_day, question_id, held_since)
        SELECT *, :at FROM unnest(
            CAST(:pupil_ids AS integer[]), CAST(:dates AS date[]), CAST(:half_days AS smallint[]), CAST(:ids AS uuid[])
        )
        ON CONFLICT (pupil_id, date, half_day) DO UPDATE
        SET question_id = excluded.question_id, held_since = excluded.held_since
        RETURNING old.*
    )
    INSERT INTO held_history (pupil_id, date, half_day, question_id, held_since, held_until)
    SELECT pupil_id, date, half_day, question_id, held_since, :at FROM held WHERE pupil_id IS NOT NULL
""")

SAVE = text("""
    INSERT INTO question
        (question_id, school, class_name, date, half_day, school_year, stands, absent, size, answer, version, asked_at)
    SELECT * FROM unnest(
        CAST(:question_id AS uuid[]), CAST(:school AS text[]), CAST(:class_name AS text[]), CAST(:date AS date[]),
        CAST(:half_day AS smallint[]), CAST(:school_year AS smallint[]), CAST(:stands AS boolean[]),
        CAST(:absent AS integer[]), CAST(:size AS integer[]), CAST(:answer AS text[]), CAST(:version AS integer[]),
        CAST(:asked_at AS timestamptz[])
    )
    ON CONFLICT (question_id) DO UPDATE SET
        school_year = excluded.school_year,
        stands = excluded.stands,
        absent = excluded.absent,
        size = excluded.size,
        answer = excluded.answer,
        version = excluded.version
""")

ANSWERS = text("""
    SELECT question_id, answer, reason, answered_by, answered_at
    FROM question_answer
    WHERE question_id = ANY(CAST(:ids AS uuid[]))
    ORDER BY question_id, number
""")

ADD_ANSWER = text("""
    INSERT INTO question_answer (question_id, number, answer, reason, answered_by, answered_at)
    SELECT :id, coalesce(max(number), 0) + 1, :answer, :reason, :by, :at
    FROM question_answer WHERE question_id = :id
""")

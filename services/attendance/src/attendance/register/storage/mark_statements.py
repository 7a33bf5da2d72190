"""The statements on marks. Verdicts: 0 counted, 1 not enrolled, 2 outside the calendar; status 0 is problematic."""

from sqlalchemy import text

# A half day as one number, as in `pupil.closed`: `encoding.number_of`.
_NUMBER = "(mark.date - DATE '2000-01-01') * 2 + mark.half_day"

# What calendar and enrolment say of a mark that is inside its school's calendar.
_JUDGED = f"CASE WHEN {_NUMBER} <@ pupil.closed THEN 2 WHEN mark.date <@ pupil.enrolled THEN 0 ELSE 1 END"

# One statement per batch does four things. It judges marks, upserts them in key order (neighbours on disk, and no
# deadlock between two batches), keeps what was replaced, and answers. The newest recorded_at wins, then the greater
# event id by code point (the column's collation), then the status: two sources may use one id. A first mark touches
# nothing but its own row. `packed` is what `encoding.packed` makes of a mark; `schools`, `pupils` and `event_ids` are
# lines. `counted` are the statuses that any rule counts, a bit for each: reading them here costs less than a statement
# of its own. OFFSET 0 has pupils looked up one by one: however many there are, their table is never read whole for a
# batch.
#
# Answers, first: how many marks were written. Then the marks of pupils never heard of (`after` is null). Then the
# written marks that replaced a mark, do not count or have a status that some rule counts; all written marks when some
# mark was left alone. `gained` and `lost` are about a mark that counts. `gained` says whether its content is new to the
# rules, `lost` whether the rules knew the replaced content.
WRITE = text("""
    WITH counted AS MATERIALIZED (
        SELECT coalesce(bit_or(statuses), CAST(1 AS smallint)) AS statuses FROM live_rule
    ), incoming AS (
        SELECT school, pupil, date, recorded_at, event_id, pupil_id, person_id,
            CAST(packed & 1 AS smallint) AS half_day,
            CAST(packed >> 1 & 7 AS smallint) AS status,
            CAST(packed >> 5 & 7 AS smallint) AS code,
            CAST(packed >> 8 AS smallint) AS school_year,
            CAST(CASE
                WHEN packed >> 4 & 1 = 0 THEN 2
                WHEN NOT isempty(closed) AND (date - DATE '2000-01-01') * 2 + (packed & 1) <@ closed THEN 2
                WHEN date <@ enrolled THEN 0
                ELSE 1
            END AS smallint) AS verdict
        FROM unnest(
            string_to_array(:schools, E'\n'), string_to_array(:pupils, E'\n'), CAST(:dates AS date[]),
            CAST(:packed AS integer[]), CAST(:recorded_at AS timestamptz[]), string_to_array(:event_ids, E'\n')
        ) AS said (school, pupil, date, packed, recorded_at, event_id)
        LEFT JOIN LATERAL (
            SELECT pupil_id, person_id, enrolled, closed FROM pupil
            WHERE pupil.school = said.school AND pupil.pupil = said.pupil
            OFFSET 0
        ) AS known_pupil ON true
    ), written AS (
        INSERT INTO mark AS known
            (pupil_id, date, half_day, status, verdict, school_year, recorded_at, known_since, event_id, code)
        SELECT pupil_id, date, half_day, status, verdict, school_year, recorded_at, :at, event_id, code
        FROM incoming
        WHERE pupil_id IS NOT NULL
        ORDER BY pupil_id, date, half_day
        ON CONFLICT (pupil_id, date, half_day) DO UPDATE SET
            status = excluded.status,
            verdict = excluded.verdict,
            school_year = excluded.school_year,
            recorded_at = excluded.recorded_at,
            known_since = CASE WHEN known.status = excluded.status AND known.code = excluded.code
                THEN known.known_since ELSE excluded.known_since END,
            event_id = excluded.event_id,
            code = excluded.code
        WHERE (excluded.recorded_at, excluded.event_id, excluded.status, excluded.code)
            > (known.recorded_at, known.event_id, known.status, known.code)
        RETURNING new.pupil_id, new.date, new.half_day, old.status AS before, new.status AS after,
            old.code AS code_before, new.code AS code_after,
            new.verdict, new.school_year, old.recorded_at, old.event_id, old.known_since
    ), replaced AS (
        INSERT INTO mark_history
            (pupil_id, date, half_day, status, recorded_at, event_id, known_since, known_until, code)
        SELECT pupil_id, date, half_day, before, recorded_at, event_id, known_since, :at, code_before
        FROM written
        WHERE before <> after OR code_before <> code_after
    ), numbers AS (
        SELECT (SELECT count(*) FROM written) AS written, (SELECT count(pupil_id) FROM incoming) AS known
    )
    SELECT CAST(NULL AS text) AS school, CAST(NULL AS text) AS pupil, CAST(NULL AS date) AS date,
        CAST(NULL AS smallint) AS half_day, CAST(NULL AS uuid) AS person_id, CAST(NULL AS smallint) AS before,
        CAST(NULL AS smallint) AS after, CAST(NULL AS smallint) AS verdict, written AS number,
        CAST(NULL AS boolean) AS gained, CAST(NULL AS boolean) AS lost
    FROM numbers
    UNION ALL
    SELECT school, pupil, date, half_day, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM incoming
    WHERE pupil_id IS NULL
    UNION ALL
    SELECT school, pupil, date, half_day, person_id, before, after, verdict, school_year,
        verdict = 0 AND statuses >> after & 1 = 1 AND (before, code_before) IS DISTINCT FROM (after, code_after),
        verdict = 0 AND statuses >> before & 1 = 1 AND (before, code_before) IS DISTINCT FROM (after, code_after)
    FROM written CROSS JOIN counted
    CROSS JOIN LATERAL (
        SELECT school, pupil, person_id FROM pupil WHERE pupil.pupil_id = written.pupil_id OFFSET 0
    ) AS known_pupil
    WHERE before IS NOT NULL OR verdict <> 0 OR statuses >> after & 1 = 1 OR (SELECT written < known FROM numbers)
""")

FIND = text("""
    SELECT school, pupil, date, half_day, person_id, status, verdict, school_year
    FROM unnest(
        CAST(:schools AS text[]), CAST(:pupils AS text[]), CAST(:dates AS date[]), CAST(:half_days AS smallint[])
    ) AS asked (school, pupil, date, half_day)
    JOIN pupil USING (school, pupil)
    JOIN mark USING (pupil_id, date, half_day)
""")

KEEP_REJECTED = text("""
    INSERT INTO rejected_mark
        (pupil_id, date, half_day, status, recorded_at, event_id, reason, school_year, rejected_at)
    SELECT *, :at
    FROM unnest(
        CAST(:pupil_ids AS integer[]), CAST(:dates AS date[]), CAST(:half_days AS smallint[]),
        CAST(:statuses AS smallint[]), CAST(:recorded_at AS timestamptz[]), CAST(:event_ids AS text[]),
        CAST(:reasons AS text[]), CAST(:school_years AS smallint[])
    ) AS said (pupil_id, date, half_day, status, recorded_at, event_id, reason, school_year)
    ORDER BY pupil_id, date, half_day, recorded_at, event_id
    ON CONFLICT DO NOTHING
""")

NEWEST_DATE = text("SELECT date FROM newest_mark WHERE school = :school")

# Once a day and school there is something to write; looked up first, because a conflict would lock the row.
NOTE_NEWEST = text("""
    INSERT INTO newest_mark AS known (school, date)
    SELECT school, date
    FROM unnest(CAST(:schools AS text[]), CAST(:dates AS date[])) AS said (school, date)
    WHERE NOT EXISTS (
        SELECT FROM newest_mark WHERE newest_mark.school = said.school AND newest_mark.date >= said.date
    )
    ORDER BY school
    ON CONFLICT (school) DO UPDATE SET date = greatest(known.date, excluded.date)
""")

# One step back in the index per pupil of the school. What is closed for a pupil is inside the calendar for others.
FIND_NEWEST = text(f"""
    WITH found AS (
        SELECT max(newest.date) AS date
        FROM pupil
        CROSS JOIN LATERAL (
            SELECT date FROM mark
            WHERE mark.pupil_id = pupil.pupil_id AND (verdict <> 2 OR {_NUMBER} <@ pupil.closed)
            ORDER BY date DESC
            LIMIT 1
        ) AS newest
        WHERE pupil.school = :school
    ), none AS (
        DELETE FROM newest_mark WHERE school = :school AND (SELECT date IS NULL FROM found)
    )
    INSERT INTO newest_mark (school, date)
    SELECT :school, date FROM found WHERE date IS NOT NULL
    ON CONFLICT (school) DO UPDATE SET date = excluded.date
""")  # noqa: S608 - constant

JUDGE_ENROLMENT = text(f"""
    UPDATE mark
    SET verdict = {_JUDGED}
    FROM pupil
    WHERE mark.pupil_id = pupil.pupil_id
      AND pupil.pupil_id = ANY(CAST(:pupil_ids AS integer[]))
      AND mark.verdict <> 2
      AND mark.verdict <> {_JUDGED}
""")  # noqa: S608 - constant

# What is closed no more is inside the calendar again: only then can the enrolment judge it.
CLOSE = text(f"""
    WITH said AS (
        SELECT pupil_id, coalesce(range_agg(int4range(number, number, '[]')) FILTER (WHERE number IS NOT NULL), '{{}}')
            AS closed
        FROM unnest(CAST(:pupil_ids AS integer[])) AS concerned (pupil_id)
        LEFT JOIN unnest(CAST(:of_pupil AS integer[]), CAST(:numbers AS integer[])) AS half_day (of_pupil, number)
            ON of_pupil = pupil_id
        GROUP BY pupil_id
    ), changed AS (
        UPDATE pupil SET closed = said.closed
        FROM said
        WHERE pupil.pupil_id = said.pupil_id AND pupil.closed <> said.closed
        RETURNING new.pupil_id, old.closed - new.closed AS opened
    )
    UPDATE mark SET verdict = 1
    FROM changed
    WHERE mark.pupil_id = changed.pupil_id AND mark.verdict = 2 AND {_NUMBER} <@ opened
""")  # noqa: S608 - constant

JUDGE_CALENDAR = text(f"""
    WITH judged AS (
        SELECT pupil_id, date, half_day, days.school_year,
            CASE WHEN NOT days.inside THEN 2 ELSE {_JUDGED} END AS verdict
        FROM pupil
        JOIN mark USING (pupil_id)
        JOIN unnest(
            CAST(:dates AS date[]), CAST(:half_days AS smallint[]),
            CAST(:school_years AS smallint[]), CAST(:inside AS boolean[])
        ) AS days (date, half_day, school_year, inside) USING (date, half_day)
        WHERE pupil.school = :school
    )
    UPDATE mark
    SET verdict = judged.verdict, school_year = judged.school_year
    FROM judged
    WHERE (mark.pupil_id, mark.date, mark.half_day) = (judged.pupil_id, judged.date, judged.half_day)
      AND (mark.verdict, mark.school_year) <> (judged.verdict, judged.school_year)
    RETURNING mark.pupil_id
""")  # noqa: S608 - constant

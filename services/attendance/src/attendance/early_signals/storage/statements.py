"""The statements about pupils to look at for early signals. Verdict 0 counts; status 2 is present."""

from sqlalchemy import text

from attendance.rules.storage.counts import NOT_HELD

LOCK = text("SELECT pg_advisory_xact_lock(:lock)")

# Many are added in no order: whoever adds a few of them meanwhile would wait for these, and these for those.
ADD_ALONE = text("LOCK TABLE early_signal_due IN SHARE ROW EXCLUSIVE MODE")

ADD_EVERYBODY = text("""
    INSERT INTO early_signal_due (school, pupil_id)
    SELECT school, pupil_id FROM pupil
    WHERE CAST(:today AS date) <@ enrolled
       OR EXISTS (SELECT FROM early_signal WHERE early_signal.pupil_id = pupil.pupil_id AND ended_at IS NULL)
    ON CONFLICT DO NOTHING
""")

ADD_WITH_NEWS = text("""
    INSERT INTO early_signal_due (school, pupil_id)
    SELECT DISTINCT school, pupil_id FROM mark JOIN pupil USING (pupil_id) WHERE known_since > :since
    ON CONFLICT DO NOTHING
""")

# Up to a school's newest mark a half day without one is attended: when that moves on, it does for all its pupils.
ADD_WHERE_MARKS_MOVED_ON = text("""
    WITH moved AS (
        INSERT INTO early_signal_newest AS known (school, date)
        SELECT school, date FROM newest_mark
        ON CONFLICT (school) DO UPDATE SET date = excluded.date WHERE known.date <> excluded.date
        RETURNING school
    )
    INSERT INTO early_signal_due (school, pupil_id)
    SELECT school, pupil_id FROM pupil JOIN moved USING (school) WHERE CAST(:today AS date) <@ enrolled
    ON CONFLICT DO NOTHING
""")

# Locks a row that is there already: nobody takes it before what this transaction changes is there to be looked at.
ADD = text("""
    INSERT INTO early_signal_due (school, pupil_id)
    SELECT school, pupil_id FROM pupil WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) ORDER BY school, pupil_id
    ON CONFLICT (school, pupil_id) DO UPDATE SET pupil_id = excluded.pupil_id
""")

ADD_OF_SCHOOL = text("""
    INSERT INTO early_signal_due (school, pupil_id)
    SELECT school, pupil_id FROM pupil WHERE school = :school ORDER BY school, pupil_id
    ON CONFLICT (school, pupil_id) DO UPDATE SET pupil_id = excluded.pupil_id
""")

# Who is being added again is left for the next time, so that nobody who takes ever waits for who adds.
TAKE = text("""
    WITH free AS (
        SELECT school, pupil_id FROM early_signal_due
        ORDER BY school, pupil_id LIMIT :limit
        FOR UPDATE SKIP LOCKED
    ), taken AS (
        SELECT school, pupil_id FROM free WHERE school = (SELECT min(school) FROM free)
    )
    DELETE FROM early_signal_due USING taken
    WHERE (early_signal_due.school, early_signal_due.pupil_id) = (taken.school, taken.pupil_id)
    RETURNING early_signal_due.school, early_signal_due.pupil_id
""")

SET_WATCH = text("""
    INSERT INTO early_signal_watch (one, passed_for, news_until) VALUES (true, :passed_for, :until)
    ON CONFLICT (one) DO UPDATE SET passed_for = excluded.passed_for, news_until = excluded.news_until
""")

# Watched: enrolled today, and not past compulsory age.
PUPILS = text("""
    SELECT pupil_id, school, pupil, person_id, enrolled, closed, birth_date,
        CAST(:today AS date) <@ enrolled AND person_id IS NOT NULL AND coalesce(upper(compulsory) > :today, true)
            AS watched,
        coalesce(
            (SELECT level FROM enrolment
             WHERE enrolment.pupil_id = pupil.pupil_id AND valid_from <= :today AND holds_until >= valid_from
             ORDER BY valid_from DESC LIMIT 1),
            (SELECT level FROM implicit_enrolment AS assumed WHERE assumed.pupil_id = pupil.pupil_id AND first <= :today
             ORDER BY first DESC LIMIT 1)
        ) AS level
    FROM pupil LEFT JOIN person USING (person_id)
    WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[]))
    ORDER BY pupil_id
""")

MARKS = text(f"""
    SELECT pupil_id, date, half_day, status
    FROM mark
    WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND date BETWEEN :first AND :today
      AND school_year = :school_year AND verdict = 0 AND status <> 2
      AND {NOT_HELD}
""")  # noqa: S608 - constant

"""The statements of the yearly figures. Verdict 0 counts; statuses: 0 problematic, 1 justified, 4 unknown.

Each statement has a form for all schools and a form for a single school. The figures of a single school use the indexes
of its pupils. The figures of all schools read every mark of the year once.
"""

from sqlalchemy import TextClause, text

from attendance.rules.storage.counts import COUNTS, COUNTS_TRANSFERRED

_WANTED = "AND person_id IN (SELECT person_id FROM pupil WHERE school = :school)"


def _statement(sql: str, school: bool) -> TextClause:
    return text(
        sql.replace("<of persons>", _WANTED if school else "").replace(
            "<of school>", "AND school = :school" if school else ""
        )
    )


# Where persons are placed, from which day until which day. Of the enrolments that touch the school year, the newest
# that holds gives the place; else the enrolment that ended last. Who has one is there from its first day on; who has
# several, month by month. `running` counts each person day by day. The same half day at two schools counts once. Counts
# of schools outside the system lie on their last day.
_PUPILS = f"""
    WITH months AS (
        SELECT * FROM unnest(CAST(:months AS date[])) AS month (last)
    ), registers AS (
        SELECT person_id, school, pupil, level, valid_from, holds_until, recorded_at, enrolled * datemultirange(
                daterange(valid_from, lead(valid_from) OVER (PARTITION BY pupil_id ORDER BY valid_from))
            ) AS days
        FROM pupil JOIN enrolment USING (pupil_id)
        WHERE enrolled && daterange(:first, :last, '[]') AND valid_from <= :today AND holds_until >= valid_from
          <of persons>
        UNION ALL
        SELECT person_id, school, pupil, level, first, last, recorded_at, datemultirange(daterange(first, last, '[]'))
        FROM pupil JOIN implicit_enrolment USING (pupil_id)
        WHERE enrolled && daterange(:first, :last, '[]') AND first <= :today <of persons>
          AND NOT EXISTS (
            SELECT FROM enrolment WHERE enrolment.pupil_id = pupil.pupil_id AND holds_until >= valid_from
          )
    ), known AS (
        SELECT registers.*, level AS education, count(*) OVER (PARTITION BY person_id) AS number
        FROM registers JOIN person USING (person_id)
        WHERE days && daterange(:first, :last, '[]') AND compulsory && daterange(:first, :last, '[]')
    ), placed AS (
        SELECT person_id, school, education, valid_from, DATE 'infinity' AS until FROM known WHERE number = 1
        UNION ALL
        (
            SELECT DISTINCT ON (person_id, last) person_id, school, education, last, last + 1
            FROM known JOIN months ON valid_from <= last
            WHERE number > 1
            ORDER BY person_id, last, least(holds_until, last) DESC, valid_from DESC, recorded_at DESC, school DESC,
                pupil DESC
        )
    ), alike AS (
        SELECT school, education, valid_from, until, count(*) AS pupils
        FROM placed WHERE true <of school>
        GROUP BY school, education, valid_from, until
    ), counted AS (
        SELECT person_id, mark.date, count(DISTINCT mark.half_day) AS number
        FROM mark JOIN pupil USING (pupil_id) JOIN person USING (person_id)
        WHERE mark.school_year = :school_year AND {COUNTS} <of persons>
        GROUP BY person_id, mark.date
        UNION ALL
        SELECT person_id, until, problematic
        FROM transferred_count JOIN pupil USING (pupil_id) JOIN person USING (person_id)
        WHERE school_year = :school_year AND {COUNTS_TRANSFERRED} <of persons>
    ), running AS (
        SELECT person_id, date, sum(number) OVER (PARTITION BY person_id ORDER BY date) AS so_far FROM counted
    ), reached AS (
        SELECT person_id, threshold, min(date) AS since
        FROM running JOIN unnest(CAST(:thresholds AS integer[])) AS threshold ON so_far >= threshold
        GROUP BY person_id, threshold
    )
    SELECT school, education, last, 0 AS threshold, CAST(sum(pupils) AS integer) AS pupils
    FROM alike JOIN months ON last >= valid_from AND last < until
    GROUP BY school, education, last
    UNION ALL
    SELECT school, education, last, threshold, CAST(count(*) AS integer)
    FROM reached JOIN placed USING (person_id) JOIN months ON last >= valid_from AND last < until AND last >= since
    WHERE true <of school>
    GROUP BY school, education, last, threshold
"""  # noqa: S608 - constant

# No mark is known before its day: the summary of when marks became known leaves out the pages of earlier school years.
_ABSENCES = """
    SELECT school, CAST(date_trunc('week', date) AS date) AS monday,
        CAST(count(*) FILTER (WHERE status <> 4) AS integer) AS absent,
        CAST(count(*) FILTER (WHERE status = 4) AS integer) AS unknown
    FROM mark JOIN pupil USING (pupil_id)
    WHERE school_year = :school_year AND verdict = 0 AND status IN (0, 1, 4) AND known_since >= :since <of school>
    GROUP BY school, monday
"""

_ENROLLED = """
    SELECT school, enrolled, closed, CAST(count(*) AS integer) AS pupils
    FROM pupil
    WHERE enrolled && daterange(:first, :last, '[]') <of school>
    GROUP BY school, enrolled, closed
"""

_NEWEST = "SELECT school, date AS newest FROM newest_mark WHERE true <of school>"

PUPILS = {school: _statement(_PUPILS, school) for school in (True, False)}
ABSENCES = {school: _statement(_ABSENCES, school) for school in (True, False)}
ENROLLED = {school: _statement(_ENROLLED, school) for school in (True, False)}
NEWEST = {school: _statement(_NEWEST, school) for school in (True, False)}

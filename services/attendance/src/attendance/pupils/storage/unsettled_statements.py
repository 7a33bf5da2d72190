"""The statement of marks to look into.

Verdicts: 0 counted, 1 not enrolled, 2 outside the calendar; status 4 is unknown.
"""

from sqlalchemy import text

_OF_SCHOOLS = """
    date BETWEEN coalesce(CAST(:first AS date), '-infinity') AND coalesce(CAST(:last AS date), 'infinity')
    AND (CAST(:school AS text) IS NULL OR school = :school)
    AND (CAST(:schools AS text[]) IS NULL OR school = ANY(CAST(:schools AS text[])))
"""


# `verdict <> 0 OR status = 4` is what there is an index on.
_UNSETTLED = f"""
        SELECT date, half_day, school, pupil, recorded_at, event_id, verdict, NULL AS reason
        FROM pupil JOIN mark USING (pupil_id)
        WHERE (verdict <> 0 OR status = 4) AND verdict = ANY(CAST(:verdicts AS smallint[])) AND {_OF_SCHOOLS}
        UNION ALL
        SELECT date, half_day, school, pupil, recorded_at, event_id, NULL, reason
        FROM pupil JOIN rejected_mark USING (pupil_id)
        WHERE 2 = ANY(CAST(:verdicts AS smallint[])) AND {_OF_SCHOOLS}
"""  # noqa: S608 - constant

UNSETTLED = text(f"""
    SELECT * FROM ({_UNSETTLED}) AS unsettled
    WHERE CAST(:after_date AS date) IS NULL
       OR (date, half_day, school, pupil, recorded_at, event_id)
        > (:after_date, :after_half_day, :after_school, :after_pupil, :after_recorded_at, :after_event)
    ORDER BY date, half_day, school, pupil, recorded_at, event_id
    LIMIT :limit
""")  # noqa: S608 - constant

UNSETTLED_NUMBERS = text(f"""
    SELECT coalesce(verdict, 2) AS verdict, count(*) AS number FROM ({_UNSETTLED}) AS unsettled GROUP BY 1
""")  # noqa: S608 - constant

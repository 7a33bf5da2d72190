"""Half days without a mark, school by school."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.pupils.domain.missing_marks import MarkedHalfDay, PupilWithoutMark
from attendance.register.storage.encoding import HALF_DAYS, NUMBER_OF_HALF_DAY
from shared.domain.half_days import HalfDay

# Who is enrolled on the day, and whose site has lessons then.
_EXPECTED = """
    pupil.school = :school AND asked.date <@ pupil.enrolled
    AND NOT (asked.date - DATE '2000-01-01') * 2 + asked.half_day <@ pupil.closed
"""
_MARK = "mark.pupil_id = pupil.pupil_id AND (mark.date, mark.half_day) = (asked.date, asked.half_day)"

_NUMBERS = text(f"""
    SELECT asked.date, asked.half_day, count(*) AS expected, count(mark.pupil_id) AS marked
    FROM unnest(CAST(:dates AS date[]), CAST(:half_days AS smallint[])) AS asked (date, half_day)
    JOIN pupil ON {_EXPECTED}
    LEFT JOIN mark ON {_MARK}
    GROUP BY asked.date, asked.half_day
    ORDER BY asked.date, asked.half_day
""")  # noqa: S608 - constant

_PUPILS = text(f"""
    SELECT pupil, class_name, nullif(concat_ws(' ', given_name, family_name), '') AS name
    FROM (SELECT CAST(:date AS date) AS date, CAST(:half_day AS smallint) AS half_day) AS asked
    JOIN pupil ON {_EXPECTED}
    LEFT JOIN person USING (person_id)
    LEFT JOIN LATERAL (
        SELECT class_name FROM enrolment
        WHERE enrolment.pupil_id = pupil.pupil_id AND asked.date BETWEEN valid_from AND holds_until
        ORDER BY valid_from DESC
        LIMIT 1
    ) AS enrolled_as ON true
    WHERE NOT EXISTS (SELECT FROM mark WHERE {_MARK})
    ORDER BY class_name, family_name, given_name, pupil
    LIMIT :limit
""")  # noqa: S608 - constant


class MissingMarks:
    """Which pupils of a school have no mark, half day by half day."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def numbers(self, school: str, half_days: Sequence[tuple[dt.date, HalfDay]]) -> Sequence[MarkedHalfDay]:
        """Those of these half days on which a pupil was expected, in order."""
        asked = {
            "school": school,
            "dates": [day for day, _ in half_days],
            "half_days": [NUMBER_OF_HALF_DAY[half_day] for _, half_day in half_days],
        }
        rows = await self._connection.execute(_NUMBERS, asked)
        return [MarkedHalfDay(row.date, HALF_DAYS[row.half_day], row.expected, row.marked) for row in rows]

    async def pupils(self, school: str, day: dt.date, *, half_day: HalfDay, limit: int) -> Sequence[PupilWithoutMark]:
        """At most `limit` pupils without a mark of this half day, by class and name."""
        asked = {"school": school, "date": day, "half_day": NUMBER_OF_HALF_DAY[half_day], "limit": limit}
        return [PupilWithoutMark(*row) for row in await self._connection.execute(_PUPILS, asked)]

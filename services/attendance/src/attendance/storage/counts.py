"""What the stored marks add up to: always counted, never incremented."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.application.ports import Evidence, PersonYear, Tally
from attendance.domain.signal import CountedHalfDay
from attendance.storage.encoding import HALF_DAYS
from shared.domain.school_year import SchoolYear

# What counts: problematic (status 0), counted (verdict 0), on a day of compulsory age, and not held as one of
# a mass cause. The same half day at two schools is one.
_COUNTS = """
    mark.status = 0 AND mark.verdict = 0 AND mark.date <@ person.compulsory AND NOT EXISTS (
        SELECT FROM held_half_day AS held
        WHERE (held.pupil_id, held.date, held.half_day) = (mark.pupil_id, mark.date, mark.half_day)
    )
"""

_TALLIES = text(f"""
    WITH marked AS (
        SELECT person_id, school_year, count(DISTINCT (mark.date, mark.half_day)) AS number
        FROM pupil JOIN person USING (person_id) JOIN mark USING (pupil_id)
        WHERE person_id = ANY(CAST(:persons AS uuid[])) AND {_COUNTS}
        GROUP BY person_id, school_year
    ), transferred AS (
        SELECT person_id, school_year, sum(problematic) AS number
        FROM pupil JOIN transferred_count USING (pupil_id)
        WHERE person_id = ANY(CAST(:persons AS uuid[]))
        GROUP BY person_id, school_year
    ), standing AS (
        SELECT person_id, school_year, array_agg(DISTINCT level ORDER BY level) AS levels
        FROM signal
        WHERE person_id = ANY(CAST(:persons AS uuid[])) AND withdrawn_at IS NULL
        GROUP BY person_id, school_year
    )
    SELECT person_id, school_year, coalesce(marked.number, 0) + coalesce(transferred.number, 0),
        coalesce(levels, '{{}}')
    FROM marked FULL JOIN transferred USING (person_id, school_year) FULL JOIN standing USING (person_id, school_year)
    ORDER BY person_id, school_year
""")  # noqa: S608 - constant

_HALF_DAYS = text(f"""
    SELECT DISTINCT ON (person_id, school_year, mark.date, mark.half_day)
        person_id, school_year, mark.date, mark.half_day, school, pupil, event_id
    FROM unnest(CAST(:persons AS uuid[]), CAST(:years AS smallint[])) AS wanted (person_id, school_year)
    JOIN person USING (person_id) JOIN pupil USING (person_id) JOIN mark USING (pupil_id, school_year)
    WHERE {_COUNTS}
    ORDER BY person_id, school_year, mark.date, mark.half_day, school, pupil
""")  # noqa: S608 - constant

_TRANSFERRED = text("""
    SELECT person_id, school_year, until, problematic
    FROM unnest(CAST(:persons AS uuid[]), CAST(:years AS smallint[])) AS wanted (person_id, school_year)
    JOIN pupil USING (person_id) JOIN transferred_count USING (pupil_id, school_year)
""")

_COUNTING_SINCE = text("""
    SELECT person_id FROM pupil JOIN mark USING (pupil_id)
    WHERE status = 0 AND verdict = 0 AND school_year >= :school_year
    UNION
    SELECT person_id FROM pupil JOIN transferred_count USING (pupil_id) WHERE school_year >= :school_year
    UNION
    SELECT person_id FROM signal WHERE withdrawn_at IS NULL AND school_year >= :school_year
    ORDER BY person_id
""")


class Counts:
    """Counts of problematic half days per person and school year, over all schools."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def tallies(self, person_ids: Collection[UUID]) -> list[Tally]:
        """Every school year of these persons with a count or a standing signal."""
        rows = await self._connection.execute(_TALLIES, {"persons": list(person_ids)})
        return [
            Tally(person_id, SchoolYear(school_year), int(number), tuple(levels))
            for person_id, school_year, number, levels in rows
        ]

    async def evidence(self, wanted: Collection[PersonYear]) -> dict[PersonYear, Evidence]:
        """The half days behind the counts, in order; of two schools the one with the smaller number."""
        asked = {"persons": [person for person, _ in wanted], "years": [year for _, year in wanted]}
        half_days: dict[PersonYear, list[CountedHalfDay]] = {key: [] for key in wanted}
        for person, year, day, half_day, *of_mark in await self._connection.execute(_HALF_DAYS, asked):
            half_days[person, year].append(CountedHalfDay(day, HALF_DAYS[half_day], *of_mark))
        transferred: dict[PersonYear, list[tuple[date, int]]] = {key: [] for key in wanted}
        rows: Any = await self._connection.execute(_TRANSFERRED, asked)
        for person, year, until, number in rows:
            transferred[person, year].append((until, number))
        return {key: Evidence(tuple(half_days[key]), tuple(transferred[key])) for key in half_days}

    async def counting_since(self, school_year: SchoolYear) -> list[UUID]:
        """Every person with anything to count, or with a standing signal, from this school year on."""
        rows = await self._connection.execute(_COUNTING_SINCE, {"school_year": school_year.start})
        return list(rows.scalars())

"""What the stored marks add up to: always counted, never incremented."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.domain.status import Status
from attendance.register.storage.encoding import HALF_DAYS, NUMBER_OF_STATUS
from attendance.rules.domain.signal import CountedHalfDay
from attendance.rules.domain.tally import Evidence, PersonsPage, PersonYear, StandingLevel, Tally
from shared.domain.school_year import SchoolYear

_BEFORE_ALL = UUID(int=0)

NOT_HELD = """
    NOT EXISTS (
        SELECT FROM held_half_day AS held
        WHERE (held.pupil_id, held.date, held.half_day) = (mark.pupil_id, mark.date, mark.half_day)
    )
"""
"""Of a mark: it is not held as one of a mass cause."""

# What counts: problematic (status 0), counted (verdict 0), on a day of compulsory age, and not held. The same half day
# at two schools is one.
COUNTS = f"mark.status = 0 AND mark.verdict = 0 AND mark.date <@ person.compulsory AND {NOT_HELD}"

COUNTS_TRANSFERRED = """
    person.compulsory && daterange(
        CAST(date_trunc('year', until + interval '4 months') - interval '4 months' AS date), until, '[]'
    )
"""
"""Of a transferred count: some day from 1 September of its school year to its last day is one of compulsory age."""

# From the persons to their pupils to their marks, one by one (OFFSET 0). The planner may know little of the data yet: a
# join would then read every problematic mark.
MARKS_OF_PERSONS = f"""
    CROSS JOIN LATERAL (SELECT compulsory FROM person WHERE person.person_id = wanted.person_id OFFSET 0) AS person
    CROSS JOIN LATERAL (
        SELECT pupil_id, school, pupil FROM pupil WHERE pupil.person_id = wanted.person_id OFFSET 0
    ) AS pupil
    CROSS JOIN LATERAL (
        SELECT date, half_day, school_year, event_id FROM mark
        WHERE mark.pupil_id = pupil.pupil_id AND {COUNTS}
        OFFSET 0
    ) AS mark
"""  # noqa: S608 - constant
"""After rows of `wanted` with a `person_id`: each with its `person`, its pupils (`pupil`), and their marks that count
(`mark`).
"""

_TALLIES = text(f"""
    WITH marked AS (
        SELECT person_id, school_year, count(DISTINCT (mark.date, mark.half_day)) AS number
        FROM unnest(CAST(:persons AS uuid[])) AS wanted (person_id) {MARKS_OF_PERSONS}
        GROUP BY person_id, school_year
    ), transferred AS (
        SELECT person_id, school_year, sum(problematic) AS number
        FROM pupil JOIN transferred_count USING (pupil_id) JOIN person USING (person_id)
        WHERE pupil.person_id = ANY(CAST(:persons AS uuid[])) AND {COUNTS_TRANSFERRED}
        GROUP BY person_id, school_year
    ), standing AS (
        SELECT person_id, school_year,
            array_agg(rule) AS rules, array_agg(level) AS levels, array_agg(shadow) AS shadows
        FROM (
            SELECT person_id, school_year, rule, level, false AS shadow FROM signal
            WHERE person_id = ANY(CAST(:persons AS uuid[])) AND withdrawn_at IS NULL
            UNION
            SELECT person_id, school_year, rule, level, true FROM shadow_signal
            WHERE person_id = ANY(CAST(:persons AS uuid[])) AND withdrawn_at IS NULL
        ) AS signals
        GROUP BY person_id, school_year
    )
    SELECT person_id, school_year, coalesce(marked.number, 0) + coalesce(transferred.number, 0), rules, levels, shadows
    FROM marked FULL JOIN transferred USING (person_id, school_year) FULL JOIN standing USING (person_id, school_year)
    ORDER BY person_id, school_year
""")  # noqa: S608 - constant

_HALF_DAYS = text(f"""
    SELECT DISTINCT ON (person_id, school_year, mark.date, mark.half_day)
        person_id, school_year, mark.date, mark.half_day, pupil.school, pupil.pupil, event_id
    FROM unnest(CAST(:persons AS uuid[]), CAST(:years AS smallint[])) AS wanted (person_id, year) {MARKS_OF_PERSONS}
    WHERE school_year = year
    ORDER BY person_id, school_year, mark.date, mark.half_day, pupil.school, pupil.pupil
""")  # noqa: S608 - constant

_TRANSFERRED = text(f"""
    SELECT person_id, school_year, until, problematic
    FROM unnest(CAST(:persons AS uuid[]), CAST(:years AS smallint[])) AS wanted (person_id, school_year)
    JOIN person USING (person_id) JOIN pupil USING (person_id) JOIN transferred_count USING (pupil_id, school_year)
    WHERE {COUNTS_TRANSFERRED}
""")  # noqa: S608 - constant

# A page is of persons, whether or not there is anything to count: so it costs the same wherever it begins.
_COUNTING_SINCE = """
    WITH page AS MATERIALIZED (
        SELECT person_id FROM person WHERE person_id > :after ORDER BY person_id LIMIT :size
    )
    SELECT person_id,
        EXISTS (
            SELECT FROM pupil JOIN mark USING (pupil_id)
            WHERE pupil.person_id = page.person_id AND verdict = 0 AND school_year >= :school_year
              AND {status}
        ) OR EXISTS (
            SELECT FROM pupil JOIN transferred_count USING (pupil_id)
            WHERE pupil.person_id = page.person_id AND school_year >= :school_year
        ) OR EXISTS (
            SELECT FROM signal
            WHERE signal.person_id = page.person_id AND withdrawn_at IS NULL AND school_year >= :school_year
        ) OR EXISTS (
            SELECT FROM shadow_signal
            WHERE shadow_signal.person_id = page.person_id AND withdrawn_at IS NULL AND school_year >= :school_year
        ) AS counts
    FROM page
    ORDER BY person_id
"""
# There is an index on problematic half days, which a statement finds that names them.
_PROBLEMATIC_SINCE = text(_COUNTING_SINCE.format(status="status = 0"))
_ANY_SINCE = text(_COUNTING_SINCE.format(status="status = ANY(CAST(:statuses AS smallint[]))"))


class Counts:
    """Counts of problematic half days per person and school year, over all schools."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def tallies(self, person_ids: Collection[UUID]) -> list[Tally]:
        """Every school year of these persons with a count or a standing signal."""
        rows = await self._connection.execute(_TALLIES, {"persons": list(person_ids)})
        return [
            Tally(person_id, SchoolYear(school_year), int(number), _standing(*signals))
            for person_id, school_year, number, *signals in rows
        ]

    async def evidence(self, wanted: Collection[PersonYear]) -> dict[PersonYear, Evidence]:
        """The half days behind the counts, in order; of two schools the school with the smaller number."""
        asked = {"persons": [person for person, _ in wanted], "years": [year for _, year in wanted]}
        half_days: dict[PersonYear, list[CountedHalfDay]] = {key: [] for key in wanted}
        for person, year, day, half_day, *of_mark in await self._connection.execute(_HALF_DAYS, asked):
            half_days[person, year].append(CountedHalfDay(day, HALF_DAYS[half_day], *of_mark))
        transferred: dict[PersonYear, list[tuple[date, int]]] = {key: [] for key in wanted}
        rows: Any = await self._connection.execute(_TRANSFERRED, asked)
        for person, year, until, number in rows:
            transferred[person, year].append((until, number))
        return {key: Evidence(tuple(half_days[key]), tuple(transferred[key])) for key in half_days}

    async def counting_since(
        self, school_year: SchoolYear, statuses: Collection[Status], *, after: UUID | None, size: int
    ) -> PersonsPage:
        """Of the next `size` persons those with anything to count, or with a standing signal, from a school year on."""
        asked: dict[str, Any] = {"school_year": school_year.start, "after": after or _BEFORE_ALL, "size": size}
        statement = _PROBLEMATIC_SINCE
        if set(statuses) != {Status.PROBLEMATIC}:
            statement, asked["statuses"] = _ANY_SINCE, sorted(NUMBER_OF_STATUS[status] for status in statuses)
        rows = (await self._connection.execute(statement, asked)).all()
        return PersonsPage([row.person_id for row in rows if row.counts], rows[-1].person_id if rows else None)


def _standing(rules: Sequence[str] | None, levels: Sequence[int], shadows: Sequence[bool]) -> tuple[StandingLevel, ...]:
    return tuple(map(StandingLevel, rules, levels, shadows)) if rules else ()

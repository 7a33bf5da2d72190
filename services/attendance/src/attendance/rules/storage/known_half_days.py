"""Each half day of persons, for rules that look at them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.status import Status
from attendance.register.storage.encoding import CODES, HALF_DAYS, NUMBER_OF_STATUS, STATUSES
from attendance.register.storage.expectations import expectation_of
from attendance.rules.domain.occurrences import KnownHalfDay
from attendance.rules.domain.timetable import ExpectedAt
from attendance.rules.storage.counts import NOT_HELD
from shared.domain.school_year import SchoolYear

# From persons to their pupils to their marks, one by one (OFFSET 0), as in `counts`. The planner may know little of the
# data yet: a join would then read every mark. The level of education is looked up only where a rule asks.
_OF_PERSONS = text(f"""
    SELECT wanted.person_id, mark.date, mark.half_day, school, pupil, event_id, status, code, level, mark.school_year
    FROM unnest(CAST(:persons AS uuid[])) AS wanted (person_id)
    CROSS JOIN LATERAL (SELECT compulsory FROM person WHERE person.person_id = wanted.person_id OFFSET 0) AS person
    CROSS JOIN LATERAL (
        SELECT pupil_id, school, pupil FROM pupil WHERE pupil.person_id = wanted.person_id OFFSET 0
    ) AS pupil
    CROSS JOIN LATERAL (
        SELECT date, half_day, event_id, status, code, school_year FROM mark
        WHERE mark.pupil_id = pupil.pupil_id AND status = ANY(CAST(:statuses AS smallint[])) AND verdict = 0
          AND mark.school_year >= :since AND mark.date <@ person.compulsory AND {NOT_HELD}
        OFFSET 0
    ) AS mark
    LEFT JOIN LATERAL (
        SELECT level FROM (
            SELECT level, valid_from, 1 AS said FROM enrolment
            WHERE enrolment.pupil_id = pupil.pupil_id AND valid_from <= mark.date AND holds_until >= valid_from
            UNION ALL
            SELECT level, first, 0 FROM implicit_enrolment
            WHERE implicit_enrolment.pupil_id = pupil.pupil_id AND mark.date BETWEEN first AND last
        ) AS known (level, valid_from, said)
        WHERE :with_levels
        ORDER BY said DESC, valid_from DESC
        LIMIT 1
    ) AS enrolled ON true
    ORDER BY person_id, mark.date, mark.half_day, school, pupil
""")  # noqa: S608 - constant

_EXPECTED = text("""
    SELECT person_id, school, enrolled, closed FROM pupil
    WHERE person_id = ANY(CAST(:persons AS uuid[]))
    ORDER BY person_id, school, pupil
""")

_PERSONS_AT = text("""
    SELECT DISTINCT person_id FROM pupil
    WHERE school = :school AND person_id IS NOT NULL AND EXISTS (
        SELECT FROM pupil AS any_of JOIN mark USING (pupil_id)
        WHERE any_of.person_id = pupil.person_id AND verdict = 0 AND status = ANY(CAST(:statuses AS smallint[]))
    )
    ORDER BY person_id
""")


class HalfDays:
    """The half days that count for the register, and when persons are expected at school."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_persons(
        self, person_ids: Collection[UUID], statuses: Collection[Status], since: SchoolYear, *, with_levels: bool
    ) -> dict[UUID, list[KnownHalfDay]]:
        """Half days with these statuses on days of compulsory age, from a school year on, in order.

        The level of education is there `with_levels`, else None.
        """
        asked = {
            "persons": list(person_ids),
            "statuses": _numbers(statuses),
            "since": since.start,
            "with_levels": with_levels,
        }
        half_days: dict[UUID, list[KnownHalfDay]] = {}
        rows = await self._connection.execute(_OF_PERSONS, asked)
        for person, day, half_day, school, pupil, event_id, status, code, level, year in rows:
            half_days.setdefault(person, []).append(
                KnownHalfDay(
                    day,
                    HALF_DAYS[half_day],
                    school,
                    pupil,
                    event_id,
                    STATUSES[status],
                    CODES[code],
                    EducationLevel(level) if level else None,
                    year,
                )
            )
        return half_days

    async def expected(self, person_ids: Collection[UUID]) -> dict[UUID, list[ExpectedAt]]:
        """When each of these persons is expected at which school."""
        expected_at: dict[UUID, list[ExpectedAt]] = {}
        for person, school, *expected in await self._connection.execute(_EXPECTED, {"persons": list(person_ids)}):
            expected_at.setdefault(person, []).append(ExpectedAt(school, expectation_of(*expected)))
        return expected_at

    async def persons_at(self, school: str, statuses: Collection[Status]) -> list[UUID]:
        """The persons registered at a school who have a half day with one of these statuses anywhere."""
        rows = await self._connection.execute(_PERSONS_AT, {"school": school, "statuses": _numbers(statuses)})
        return list(rows.scalars())


def _numbers(statuses: Collection[Status]) -> list[int]:
    return sorted(NUMBER_OF_STATUS[status] for status in statuses)

"""Expected and missed half days of persons, read for many persons at once."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.domain.school_days import SchoolDays
from attendance.register.storage.calendars import Calendars
from attendance.register.storage.encoding import HALF_DAYS, STATUSES
from attendance.register.storage.expectations import ENROLLED, expectation_of
from attendance.rules.domain.person_days import HalfDayOfSchool, PersonDays, PersonMark, RegisterOfPerson
from attendance.rules.storage.counts import COUNTS, NOT_HELD

_REGISTERS = text(f"""
    SELECT person_id, school, {ENROLLED}, closed
    FROM pupil WHERE person_id = ANY(CAST(:persons AS uuid[]))
    ORDER BY person_id, school, pupil
""")  # noqa: S608 - constant

# From the persons to their pupils to their marks, as the counts do.
_MARKS = text(f"""
    SELECT wanted.person_id, pupil.school, mark.date, mark.half_day, mark.status, mark.counts, mark.held, mark.waits
    FROM unnest(CAST(:persons AS uuid[]), CAST(:firsts AS date[]), CAST(:lasts AS date[]))
        AS wanted (person_id, first, last)
    CROSS JOIN LATERAL (SELECT compulsory FROM person WHERE person.person_id = wanted.person_id OFFSET 0) AS person
    CROSS JOIN LATERAL (SELECT pupil_id, school FROM pupil WHERE pupil.person_id = wanted.person_id OFFSET 0) AS pupil
    CROSS JOIN LATERAL (
        SELECT date, half_day, status, {COUNTS} AS counts, NOT {NOT_HELD} AS held, EXISTS (
                SELECT FROM held_half_day AS held JOIN question USING (question_id)
                WHERE (held.pupil_id, held.date, held.half_day) = (mark.pupil_id, mark.date, mark.half_day)
                  AND answer IS NULL
            ) AS waits
        FROM mark
        WHERE mark.pupil_id = pupil.pupil_id AND mark.date BETWEEN wanted.first AND wanted.last
          AND mark.verdict = 0 AND mark.status IN (0, 1, 4)
        OFFSET 0
    ) AS mark
""")  # noqa: S608 - constant


class DaysOfPersons:
    """What counts, is justified or is unknown of persons, and when they are expected."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._calendars = Calendars(connection)

    async def of(self, wanted: Mapping[UUID, tuple[date, date]]) -> dict[UUID, PersonDays]:
        """Each of these persons, with the marks from one day to another, both included."""
        if not wanted:
            return {}
        registers: dict[UUID, list[RegisterOfPerson]] = defaultdict(list)
        for row in await self._connection.execute(_REGISTERS, {"persons": list(wanted)}):
            register = RegisterOfPerson(row.school, expectation_of(row.enrolled, row.closed))
            registers[row.person_id].append(register)
        marks: dict[UUID, dict[HalfDayOfSchool, PersonMark]] = defaultdict(dict)
        asked = {
            "persons": list(wanted),
            "firsts": [first for first, _ in wanted.values()],
            "lasts": [last for _, last in wanted.values()],
        }
        for row in await self._connection.execute(_MARKS, asked):
            half_day = (row.date, HALF_DAYS[row.half_day], row.school)
            marks[row.person_id][half_day] = PersonMark(STATUSES[row.status], row.counts, row.held, row.waits)
        schools = {register.school for theirs in registers.values() for register in theirs}
        days = SchoolDays(await self._calendars.own(schools)) if schools else SchoolDays()
        return {person: PersonDays(tuple(registers[person]), marks[person], days) for person in wanted}

"""Register numbers and the short ids that stand for them in the tables of marks."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.application.list_ports import FoundPupilOfSchool, PupilFilter
from attendance.application.ports import FoundPupil, PupilKey
from attendance.domain.compulsory_age import compulsory_age
from attendance.domain.period import Period
from attendance.domain.person import Register
from attendance.domain.planned_half_days import Expectation
from attendance.storage.expectations import ENROLLED, expectation_of
from attendance.storage.list_statements import PUPILS

_FIND = text("""
    SELECT school, pupil, pupil_id
    FROM pupil JOIN unnest(CAST(:schools AS text[]), CAST(:pupils AS text[])) AS asked (school, pupil)
    USING (school, pupil)
""")

FOUND = f"""
    pupil_id, person_id, {ENROLLED}, closed, birth_date,
    lower(compulsory) AS compulsory_from, upper(compulsory) - 1 AS compulsory_until,
    newest_mark.date AS newest_mark,
    EXISTS (SELECT FROM calendar WHERE calendar.school = pupil.school) AS school_has_calendars,
    EXISTS (SELECT FROM silent_half_day WHERE silent_half_day.school = pupil.school) AS school_is_silent,
    EXISTS (SELECT FROM held_half_day WHERE held_half_day.pupil_id = pupil.pupil_id) AS has_held
"""  # noqa: S608 - constant
FOUND_IN = "pupil LEFT JOIN person USING (person_id) LEFT JOIN newest_mark USING (school)"
"""What `found_pupil` is made of: columns, and where they are from."""

_ONE = text(f"SELECT {FOUND} FROM {FOUND_IN} WHERE school = :school AND pupil = :pupil")  # noqa: S608 - constant

_EXPECTED = text(f"SELECT pupil_id, {ENROLLED}, closed FROM pupil WHERE school = :school")  # noqa: S608 - constant

# Sorted, so that two transactions that meet new pupils wait for each other in one direction only.
_ADD = text("""
    INSERT INTO pupil (school, pupil)
    SELECT * FROM unnest(CAST(:schools AS text[]), CAST(:pupils AS text[])) AS asked (school, pupil)
    ORDER BY school, pupil
    ON CONFLICT DO NOTHING
""")

_REGISTERS = text("""
    SELECT person_id, valid_from, holds_until, recorded_at, school, pupil, pupil_id, level
    FROM pupil JOIN enrolment USING (pupil_id)
    WHERE person_id = ANY(CAST(:persons AS uuid[])) AND holds_until >= valid_from
    UNION ALL
    SELECT person_id, first, last, recorded_at, school, pupil, pupil_id, level
    FROM pupil JOIN implicit_enrolment USING (pupil_id)
    WHERE person_id = ANY(CAST(:persons AS uuid[]))
      AND NOT EXISTS (
        SELECT FROM enrolment
        WHERE enrolment.pupil_id = pupil.pupil_id AND valid_from <= last AND holds_until >= greatest(first, valid_from)
      )
""")


class Pupils:
    """The pupils of all schools, one row per school and register number."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ids_of(self, keys: Collection[PupilKey]) -> dict[PupilKey, int]:
        """The id of each pupil; a pupil never heard of gets one."""
        found = await self._find(keys)
        missing = keys - found.keys()
        if missing:
            await self._connection.execute(_ADD, _columns(missing))
            # A statement of its own, so that it also sees what another transaction added first.
            found |= await self._find(missing)
        return found

    async def _find(self, keys: Collection[PupilKey]) -> dict[PupilKey, int]:
        rows = await self._connection.execute(_FIND, _columns(keys))
        return {(school, pupil): pupil_id for school, pupil, pupil_id in rows.all()}

    async def find(self, school: str, pupil: str) -> FoundPupil | None:
        """A pupil, None for one never heard of."""
        row = (await self._connection.execute(_ONE, {"school": school, "pupil": pupil})).first()
        return found_pupil(row) if row else None

    async def expected(self, school: str) -> dict[int, Expectation]:
        """When each pupil of this school is expected there, by pupil id; for whole schools at once."""
        rows = await self._connection.execute(_EXPECTED, {"school": school})
        return {pupil_id: expectation_of(enrolled, closed) for pupil_id, enrolled, closed in rows}

    async def persons_of(self, pupil_ids: Collection[int]) -> dict[int, UUID]:
        """The person of each pupil that has one."""
        rows = await self._connection.execute(
            text(
                "SELECT pupil_id, person_id FROM pupil"
                " WHERE pupil_id = ANY(CAST(:ids AS integer[])) AND person_id IS NOT NULL"
            ),
            {"ids": list(pupil_ids)},
        )
        return {row.pupil_id: row.person_id for row in rows}

    async def of_school(self, school: str) -> Sequence[int]:
        """The ids of all pupils of a school."""
        rows = await self._connection.execute(
            text("SELECT pupil_id FROM pupil WHERE school = :school"), {"school": school}
        )
        return rows.scalars().all()

    async def registers_of(self, person_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Register]]:
        """Each enrolment of these persons that was not annulled; assumed ones where the school reported nothing."""
        rows = await self._connection.execute(_REGISTERS, {"persons": list(person_ids)})
        found: dict[UUID, list[Register]] = {}
        for person_id, *register in rows:
            found.setdefault(person_id, []).append(Register(*register))
        return found

    async def list(self, wanted: PupilFilter, after: PupilKey | None, limit: int) -> Sequence[FoundPupilOfSchool]:
        """At most `limit` pupils, by school and register number."""
        after_school, after_pupil = after or ("", "")
        asked = {
            "after_school": after_school,
            "after_pupil": after_pupil,
            "school": wanted.school,
            "schools": None if wanted.schools is None else sorted(wanted.schools),
            "class_name": wanted.class_name,
            "today": wanted.today,
            "first": wanted.school_year.first_day,
            "last": wanted.school_year.last_day,
            "limit": limit,
        }
        return [FoundPupilOfSchool(*row) for row in await self._connection.execute(PUPILS, asked)]


def _columns(keys: Collection[PupilKey]) -> dict[str, list[str]]:
    return {"schools": [school for school, _ in keys], "pupils": [pupil for _, pupil in keys]}


def found_pupil(row: Any) -> FoundPupil:
    """The pupil of a row with the columns `FOUND`."""
    compulsory = compulsory_age(Period(row.compulsory_from, row.compulsory_until), row.birth_date)
    return FoundPupil(
        row.pupil_id,
        row.person_id,
        expectation_of(row.enrolled, row.closed),
        compulsory if row.person_id else None,
        row.newest_mark,
        row.school_has_calendars,
        row.school_is_silent,
        row.has_held,
    )

"""Register numbers and the short ids that stand for them in the tables of marks."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.domain.mark import PupilKey
from attendance.register.domain.person import Register
from attendance.register.domain.planned_half_days import Expectation
from attendance.register.storage.expectations import ENROLLED, expectation_of

_FIND = text("""
    SELECT school, pupil, pupil_id
    FROM pupil JOIN unnest(CAST(:schools AS text[]), CAST(:pupils AS text[])) AS asked (school, pupil)
    USING (school, pupil)
""")


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
        """The id of each pupil; an unknown pupil gets a new id."""
        ids = await self._find(keys)
        missing = keys - ids.keys()
        if missing:
            await self._connection.execute(_ADD, _columns(missing))
            # A statement of its own, so that it also sees what another transaction added first.
            ids |= await self._find(missing)
        return ids

    async def _find(self, keys: Collection[PupilKey]) -> dict[PupilKey, int]:
        rows = await self._connection.execute(_FIND, _columns(keys))
        return {(school, pupil): pupil_id for school, pupil, pupil_id in rows.all()}

    async def expected(self, school: str) -> dict[int, Expectation]:
        """When each pupil of this school is expected there, by pupil id; for whole schools at once."""
        rows = await self._connection.execute(_EXPECTED, {"school": school})
        return {pupil_id: expectation_of(enrolled, closed) for pupil_id, enrolled, closed in rows}

    async def persons_of(self, pupil_ids: Collection[int]) -> dict[int, UUID]:
        """The person of each pupil that has a person."""
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
        """Each enrolment of these persons that is not annulled; assumed enrolments if the school reported nothing."""
        rows = await self._connection.execute(_REGISTERS, {"persons": list(person_ids)})
        registers: dict[UUID, list[Register]] = {}
        for person_id, *register in rows:
            registers.setdefault(person_id, []).append(Register(*register))
        return registers


def _columns(keys: Collection[PupilKey]) -> dict[str, list[str]]:
    return {"schools": [school for school, _ in keys], "pupils": [pupil for _, pupil in keys]}

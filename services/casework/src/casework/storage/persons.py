"""The copy of persons: names, enrolments, and who turned out to be whom."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.person import Enrolment, Name, Person, Pupil
from casework.storage.tables import person, person_enrolment

_NOBODY: dict[str, Any] = {"given_name": None, "family_name": None, "merged_into": None, "parted_from": None}

# The last person of each chain of merges; a circle, which only lasts until it is told of in full, is walked once.
_FOLLOW_MERGES = sa.text("""
    WITH RECURSIVE merges (asked, person_id, steps) AS (
        SELECT asked, asked, 0 FROM unnest(CAST(:person_ids AS uuid[])) AS asked
        UNION ALL
        SELECT merges.asked, person.merged_into, merges.steps + 1
        FROM merges JOIN person ON person.person_id = merges.person_id
        WHERE person.merged_into IS NOT NULL
    ) CYCLE person_id SET is_circle USING path
    SELECT DISTINCT ON (asked) asked, person_id FROM merges ORDER BY asked, steps DESC
""")


class Persons:
    """Persons as attendance last told."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, person_id: UUID) -> Person | None:
        row = (await self._connection.execute(sa.select(person).where(person.c.person_id == person_id))).first()
        if row is None:
            return None
        statement = (
            sa.select(person_enrolment)
            .where(person_enrolment.c.person_id == person_id)
            .order_by(person_enrolment.c.position)
        )
        enrolments = tuple(_to_enrolment(item) for item in await self._connection.execute(statement))
        return Person(**row._mapping, enrolments=enrolments)

    async def save(self, told: Person) -> None:
        values = {column.name: getattr(told, column.name) for column in person.columns}
        statement = insert(person).values(values)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=[person.c.person_id], set_=values)
        )
        await self._forget_enrolments(told.person_id)
        if told.enrolments:
            rows = [_enrolment_values(told.person_id, *item) for item in enumerate(told.enrolments)]
            await self._connection.execute(sa.insert(person_enrolment), rows)

    async def erase(self, person_id: UUID) -> None:
        await self._connection.execute(sa.update(person).where(person.c.person_id == person_id).values(_NOBODY))
        await self._forget_enrolments(person_id)

    async def living(self, person_id: UUID) -> UUID:
        return (await self._living([person_id]))[person_id]

    async def enrolled_as(self, pupil: Pupil) -> list[UUID]:
        newest = sa.func.max(person_enrolment.c.valid_from)
        statement = (
            sa.select(person_enrolment.c.person_id)
            .where(person_enrolment.c.school == pupil.school, person_enrolment.c.pupil == pupil.number)
            .group_by(person_enrolment.c.person_id)
            .order_by(newest.desc(), person_enrolment.c.person_id)
        )
        return list((await self._connection.execute(statement)).scalars())

    async def has_parted(self, person_id: UUID) -> bool:
        parted = sa.or_(
            sa.and_(person.c.person_id == person_id, person.c.parted_from.is_not(None)),
            person.c.parted_from == person_id,
        )
        return bool((await self._connection.execute(sa.select(sa.exists().where(parted)))).scalar())

    async def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, Name]:
        living = await self._living(person_ids)
        statement = sa.select(person).where(person.c.person_id.in_(set(living.values())))
        known = {
            row.person_id: Name(row.given_name, row.family_name) for row in await self._connection.execute(statement)
        }
        return {asked: known.get(found, Name(None, None)) for asked, found in living.items()}

    async def _living(self, person_ids: Collection[UUID]) -> dict[UUID, UUID]:
        rows = await self._connection.execute(_FOLLOW_MERGES, {"person_ids": sorted(set(person_ids))})
        return {row.asked: row.person_id for row in rows}

    async def _forget_enrolments(self, person_id: UUID) -> None:
        await self._connection.execute(sa.delete(person_enrolment).where(person_enrolment.c.person_id == person_id))


def _enrolment_values(person_id: UUID, position: int, enrolment: Enrolment) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "position": position,
        "school": enrolment.pupil.school,
        "pupil": enrolment.pupil.number,
        "level_of_education": enrolment.level_of_education,
        "valid_from": enrolment.valid_from,
        "valid_until": enrolment.valid_until,
    }


def _to_enrolment(row: sa.Row[Any]) -> Enrolment:
    return Enrolment(Pupil(row.school, row.pupil), row.level_of_education, row.valid_from, row.valid_until)

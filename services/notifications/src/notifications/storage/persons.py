"""This service's own copy of names."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.persons import Enrolment, Person, Persons
from notifications.storage.tables import person
from shared.copies.newest import keep_newest
from shared.copies.persons import SUCCESSORS, Merges

_WITH_SUCCESSORS = sa.select(person).where(person.c.person_id.in_(sa.select(SUCCESSORS.subquery().c.person_id)))


class PersonCopies:
    """Repository of copied persons."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, copy: Person, sequence: int) -> None:
        """Take over a person's whole state, unless a newer state is known."""
        state = {
            "sequence": sequence,
            "given_name": copy.given_name,
            "family_name": copy.family_name,
            "enrolments": [[at.school, at.pupil, at.class_name, at.valid_from.isoformat()] for at in copy.enrolments],
            "merged_into": None,
            "erased": False,
        }
        await self._keep(copy.person_id, state)

    async def merge(self, person_id: UUID, merged_into: UUID, sequence: int) -> None:
        """Remember that a person is another person now, unless something newer is known."""
        await self._keep(person_id, {"sequence": sequence, "merged_into": merged_into})

    async def erase(self, person_id: UUID) -> None:
        """Keep nothing of a person but that the person existed."""
        nothing: dict[str, Any] = {
            "given_name": None,
            "family_name": None,
            "enrolments": [],
            "merged_into": None,
            "erased": True,
        }
        statement = insert(person).values(person_id=person_id, sequence=0, **nothing)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=nothing))

    async def merged_into(self, person_id: UUID) -> list[UUID]:
        """The persons who turned out to be this person, through all merges."""
        return await Merges(self._connection).predecessors(person_id)

    async def find(self, person_ids: Collection[UUID]) -> Persons:
        """These persons and those they were merged into, as far as they are known."""
        rows = await self._connection.execute(_WITH_SUCCESSORS, {"person_ids": list(person_ids)})
        return {row.person_id: _person(row) for row in rows}

    async def _keep(self, person_id: UUID, state: dict[str, Any]) -> None:
        await self._connection.execute(keep_newest(person, {"person_id": person_id, **state}))


def _person(row: Any) -> Person:
    return Person(
        person_id=row.person_id,
        given_name=row.given_name,
        family_name=row.family_name,
        enrolments=tuple(
            Enrolment(school, pupil, class_name, date.fromisoformat(valid_from))
            for school, pupil, class_name, valid_from in row.enrolments
        ),
        merged_into=row.merged_into,
        erased=row.erased,
    )

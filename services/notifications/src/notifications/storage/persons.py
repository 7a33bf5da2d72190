"""This service's own copy of names."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from notifications.domain.persons import Enrolment, Person, Persons
from notifications.storage.tables import person
from shared.copies.newest import newest_of
from shared.copies.persons import SUCCESSORS, Merges
from shared.runtime.batching import BatchingConnection, Rows

_WITH_SUCCESSORS = sa.select(person).where(person.c.person_id.in_(sa.select(SUCCESSORS.subquery().c.person_id)))
_KEEP = newest_of(
    person, "sequence", "given_name", "family_name", "enrolments", "merged_into", "erased", unless=person.c.erased
)
_MERGE = newest_of(person, "sequence", "merged_into", unless=person.c.erased)
_NOTHING: dict[str, Any] = {
    "given_name": None,
    "family_name": None,
    "enrolments": [],
    "merged_into": None,
    "erased": True,
}
_ERASED = insert(person)
_ERASE = _ERASED.on_conflict_do_update(
    index_elements=["person_id"], set_={**_NOTHING, "erased_at": _ERASED.excluded.erased_at}
)


class PersonCopies:
    """Repository of copied persons. What is taken over is kept back, and written together."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        # In this order: a merge that is newer leaves the names, and a state that is newer undoes a merge.
        self._kept = Rows(connection, _KEEP)
        self._merged = Rows(connection, _MERGE)

    def keep(self, copy: Person, sequence: int) -> None:
        """Take over a person's whole state, unless a newer state is known or the person was erased."""
        state = {
            "person_id": copy.person_id,
            "sequence": sequence,
            "given_name": copy.given_name,
            "family_name": copy.family_name,
            "enrolments": [[at.school, at.pupil, at.class_name, at.valid_from.isoformat()] for at in copy.enrolments],
            "merged_into": None,
            "erased": False,
        }
        self._kept.add(state)

    def merge(self, person_id: UUID, merged_into: UUID, sequence: int) -> None:
        """Remember that a person is another person now, unless something newer is known."""
        self._merged.add({"person_id": person_id, "sequence": sequence, "merged_into": merged_into})

    async def erase(self, person_id: UUID, at: datetime) -> None:
        """Keep nothing of a person but the id, so that what is told late brings nothing back."""
        row = {"person_id": person_id, "sequence": 0, "erased_at": at, **_NOTHING}
        await self._connection.execute(_ERASE, row)

    async def forget_erased(self, before: datetime) -> None:
        """Keep no id of persons who were erased before this moment."""
        await self._connection.execute(sa.delete(person).where(person.c.erased, person.c.erased_at < before))

    async def merged_into(self, person_id: UUID) -> list[UUID]:
        """The persons who turned out to be this person, through all merges."""
        return await Merges(self._connection).predecessors(person_id)

    async def find(self, person_ids: Collection[UUID]) -> Persons:
        """These persons and those they were merged into, as far as they are known."""
        if not person_ids:
            return {}
        rows = await self._connection.execute(_WITH_SUCCESSORS, {"person_ids": list(person_ids)})
        return {row.person_id: _person(row) for row in rows}


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

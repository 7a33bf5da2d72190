"""The copy of persons: names, enrolments, and which persons turned out to be the same."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.person import Enrolment, Name, Person, Pupil
from casework.storage.tables import person, person_enrolment
from shared.copies.persons import Merges

_PERSON_FIELDS = ("person_id", "sequence", "given_name", "family_name", "merged_into", "parted_from")
_NOBODY: dict[str, Any] = {"given_name": None, "family_name": None, "merged_into": None, "parted_from": None}

_GET = (
    sa.select(person, *(column for column in person_enrolment.columns if column.name != "person_id"))
    .outerjoin(person_enrolment, person_enrolment.c.person_id == person.c.person_id)
    .where(person.c.person_id == sa.bindparam("of_person"))
    .order_by(person_enrolment.c.position)
)

# A person and all their enrolments at once: this runs for every person attendance tells of.
_SAVE = sa.text("""
    WITH known AS (
        INSERT INTO person (person_id, sequence, given_name, family_name, merged_into, parted_from)
        VALUES (:person_id, :sequence, :given_name, :family_name, :merged_into, :parted_from)
        ON CONFLICT (person_id) DO UPDATE SET sequence = excluded.sequence,
            given_name = excluded.given_name, family_name = excluded.family_name,
            merged_into = excluded.merged_into, parted_from = excluded.parted_from
    ), gone AS (
        DELETE FROM person_enrolment WHERE person_id = :person_id AND position >= CAST(:periods AS integer)
    )
    INSERT INTO person_enrolment (
        person_id, position, school, pupil, level_of_education, valid_from, valid_until, class_name
    )
    SELECT CAST(:person_id AS uuid), position - 1, school, pupil, level, valid_from, valid_until, class_name
    FROM unnest(
        CAST(:schools AS text[]), CAST(:pupils AS text[]), CAST(:levels AS text[]),
        CAST(:firsts AS date[]), CAST(:lasts AS date[]), CAST(:classes AS text[])
    ) WITH ORDINALITY AS told (school, pupil, level, valid_from, valid_until, class_name, position)
    ON CONFLICT (person_id, position) DO UPDATE SET school = excluded.school, pupil = excluded.pupil,
        level_of_education = excluded.level_of_education,
        valid_from = excluded.valid_from, valid_until = excluded.valid_until, class_name = excluded.class_name
""")


def enrolled_as(school: Any, pupil: Any) -> sa.Select[UUID]:
    """The persons with this register number; the newest enrolment's person is first."""
    newest = sa.func.max(person_enrolment.c.valid_from)
    return (
        sa.select(person_enrolment.c.person_id)
        .where(person_enrolment.c.school == school, person_enrolment.c.pupil == pupil)
        .group_by(person_enrolment.c.person_id)
        .order_by(newest.desc(), person_enrolment.c.person_id)
    )


class Persons:
    """Persons as attendance last told."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._merges = Merges(connection)

    async def get(self, person_id: UUID) -> Person | None:
        """The person; None when nothing was told of that person."""
        rows = (await self._connection.execute(_GET, {"of_person": person_id})).all()
        if not rows:
            return None
        plain = {name: getattr(rows[0], name) for name in _PERSON_FIELDS}
        return Person(**plain, enrolments=tuple(_to_enrolment(row) for row in rows if row.position is not None))

    async def save(self, state: Person) -> None:
        """Keep a person's whole state."""
        values = {name: getattr(state, name) for name in _PERSON_FIELDS}
        await self._connection.execute(_SAVE, values | _enrolment_arrays(state.enrolments))

    async def erase(self, person_id: UUID) -> None:
        """Forget name and enrolments, for good."""
        await self._connection.execute(sa.update(person).where(person.c.person_id == person_id).values(_NOBODY))
        await self._connection.execute(sa.delete(person_enrolment).where(person_enrolment.c.person_id == person_id))

    async def living(self, person_id: UUID) -> UUID:
        """The person that this person was merged into, through all merges; the person itself without a merge."""
        return (await self._merges.living([person_id]))[person_id]

    async def enrolled_as(self, pupil: Pupil) -> list[UUID]:
        """The persons with this register number, usually a single person. The newest enrolment's person is first."""
        return list((await self._connection.execute(enrolled_as(pupil.school, pupil.number))).scalars())

    async def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, Name]:
        """The names of persons, through merges."""
        living = await self._merges.living(person_ids)
        statement = sa.select(person).where(person.c.person_id.in_(set(living.values())))
        names = {
            row.person_id: Name(row.given_name, row.family_name) for row in await self._connection.execute(statement)
        }
        return {asked: names.get(person_id, Name(None, None)) for asked, person_id in living.items()}


def _enrolment_arrays(enrolments: Sequence[Enrolment]) -> dict[str, Any]:
    return {
        "periods": len(enrolments),
        "schools": [enrolment.pupil.school for enrolment in enrolments],
        "pupils": [enrolment.pupil.number for enrolment in enrolments],
        "levels": [enrolment.level_of_education for enrolment in enrolments],
        "firsts": [enrolment.valid_from for enrolment in enrolments],
        "lasts": [enrolment.valid_until for enrolment in enrolments],
        "classes": [enrolment.class_name for enrolment in enrolments],
    }


def _to_enrolment(row: sa.Row[Any]) -> Enrolment:
    pupil = Pupil(row.school, row.pupil)
    return Enrolment(pupil, row.level_of_education, row.valid_from, row.valid_until, row.class_name)

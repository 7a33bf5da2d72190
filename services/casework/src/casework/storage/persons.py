"""The copy of persons: names, enrolments, and which persons turned out to be the same."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from casework.domain.person import Enrolment, Name, Person, Pupil
from casework.storage.registers import Registers
from casework.storage.tables import person, person_enrolment
from shared.copies.persons import Merges
from shared.runtime.batching import BatchingConnection, as_json

_PERSON_ID = attrgetter("person_id")
_PERSON_FIELDS = (
    *("person_id", "sequence", "given_name", "family_name", "birth_date"),
    *("merged_into", "parted_from", "erased_at"),
)
_GET = (
    sa.select(person, *(column for column in person_enrolment.columns if column.name != "person_id"))
    .outerjoin(person_enrolment, person_enrolment.c.person_id == person.c.person_id)
    .where(person.c.person_id == sa.any_(sa.bindparam("person_ids")))
    .order_by(person.c.person_id, person_enrolment.c.position)
)

# Any number of persons and all their enrolments at once: this runs for every person attendance tells of.
_SAVE = sa.text("""
    WITH kept AS (
        INSERT INTO person (
            person_id, sequence, given_name, family_name, birth_date, merged_into, parted_from, erased_at
        )
        SELECT person_id, sequence, given_name, family_name, birth_date, merged_into, parted_from, erased_at
        FROM json_populate_recordset(NULL::person, CAST(:persons AS json))
        ON CONFLICT (person_id) DO UPDATE SET sequence = excluded.sequence,
            given_name = excluded.given_name, family_name = excluded.family_name, birth_date = excluded.birth_date,
            merged_into = excluded.merged_into, parted_from = excluded.parted_from, erased_at = excluded.erased_at
    ), gone AS (
        DELETE FROM person_enrolment
        USING json_to_recordset(CAST(:persons AS json)) AS told (person_id uuid, enrolments integer)
        WHERE person_enrolment.person_id = told.person_id AND person_enrolment.position >= told.enrolments
    )
    INSERT INTO person_enrolment (
        person_id, position, school, pupil, level_of_education, valid_from, valid_until, class_name
    )
    SELECT person_id, position, school, pupil, level_of_education, valid_from, valid_until, class_name
    FROM json_populate_recordset(NULL::person_enrolment, CAST(:enrolments AS json))
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

    def __init__(self, connection: BatchingConnection, registers: Registers) -> None:
        self._connection = connection
        self._registers = registers
        self._merges = Merges(connection)
        self._persons: dict[UUID, Person | None] = {}
        self._kept: dict[UUID, Person] = {}
        connection.keeps_back(self._write)

    async def load(self, person_ids: Collection[UUID]) -> list[Person]:
        """Read these persons, who are locked; those of them that something was told of."""
        if not person_ids:
            return []
        persons = await self._read(person_ids)
        self._persons |= {person_id: persons.get(person_id) for person_id in person_ids}
        return list(persons.values())

    async def get(self, person_id: UUID) -> Person | None:
        """The person; None when nothing was told of that person."""
        if person_id in self._persons:
            return self._persons[person_id]
        return (await self._read([person_id])).get(person_id)

    async def save(self, state: Person) -> None:
        """Keep the whole state of a person, who is locked."""
        self._persons[state.person_id] = self._kept[state.person_id] = state

    async def erase(self, person_id: UUID, at: datetime) -> None:
        """Forget name and enrolments, for good: also of a person that nothing was told of yet."""
        state = await self.get(person_id)
        await self.save(Person(person_id, state.sequence if state else 0, erased_at=at))

    async def predecessors(self, person_id: UUID) -> list[UUID]:
        """The persons that turned out to be this person, through all merges."""
        return await self._merges.predecessors(person_id)

    async def forget_erased(self, before: datetime) -> None:
        """Keep no id of persons who were erased before this moment."""
        await self._connection.execute(sa.delete(person).where(person.c.erased_at < before))

    def is_in_unused_registers(self, person_id: UUID) -> bool:
        """Whether it is known that no case is about a register number of the person, and no ground."""
        state = self._persons.get(person_id)
        return state is not None and self._registers.are_unused(state.pupils)

    async def living(self, person_id: UUID) -> UUID:
        """The person that this person was merged into, through all merges; the person itself without a merge."""
        if person_id in self._persons:
            state = self._persons[person_id]
            if state is None or state.merged_into is None:
                return person_id
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

    async def _read(self, person_ids: Collection[UUID]) -> dict[UUID, Person]:
        rows = await self._connection.execute(_GET, {"person_ids": list(person_ids)})
        return {person_id: _to_person(list(of_person)) for person_id, of_person in groupby(rows, _PERSON_ID)}

    async def _write(self) -> None:
        if not self._kept:
            return
        persons = [self._kept[person_id] for person_id in sorted(self._kept)]
        self._kept.clear()
        enrolments = (
            _enrolment_values(state.person_id, position, enrolment)
            for state in persons
            for position, enrolment in enumerate(state.enrolments)
        )
        rows = {"persons": as_json(map(_person_values, persons)), "enrolments": as_json(enrolments)}
        await self._connection.execute(_SAVE, rows)


def _person_values(state: Person) -> dict[str, Any]:
    return {name: getattr(state, name) for name in _PERSON_FIELDS} | {"enrolments": len(state.enrolments)}


def _enrolment_values(person_id: UUID, position: int, enrolment: Enrolment) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "position": position,
        "school": enrolment.pupil.school,
        "pupil": enrolment.pupil.number,
        "level_of_education": enrolment.level_of_education,
        "valid_from": enrolment.valid_from,
        "valid_until": enrolment.valid_until,
        "class_name": enrolment.class_name,
    }


def _to_person(rows: Sequence[sa.Row[Any]]) -> Person:
    plain = {name: getattr(rows[0], name) for name in _PERSON_FIELDS}
    return Person(**plain, enrolments=tuple(_to_enrolment(row) for row in rows if row.position is not None))


def _to_enrolment(row: sa.Row[Any]) -> Enrolment:
    pupil = Pupil(row.school, row.pupil)
    return Enrolment(pupil, row.level_of_education, row.valid_from, row.valid_until, row.class_name)

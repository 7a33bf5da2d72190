"""Persons, and which registrations are theirs."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.domain.enrolment import PersonData
from attendance.register.domain.person import Identities, Person

_CONCERNED = text("""
    SELECT person_id, insz_key,
        EXISTS (SELECT FROM resident WHERE resident.insz_key = person.insz_key AND of_age) AS resident
    FROM person
    WHERE insz_key = ANY(CAST(:keys AS bytea[]))
        OR person_id = ANY(ARRAY(SELECT person_id FROM pupil WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[]))))
""")

_DESCRIBE = text("""
    UPDATE person SET
        given_name = said.given_name,
        family_name = said.family_name,
        birth_date = said.birth_date,
        compulsory = daterange(said.compulsory_from, said.compulsory_until, '[]'),
        digest = said.digest
    FROM unnest(
        CAST(:person_ids AS uuid[]), CAST(:given_names AS text[]), CAST(:family_names AS text[]),
        CAST(:birth_dates AS date[]), CAST(:compulsory_from AS date[]), CAST(:compulsory_until AS date[]),
        CAST(:digests AS bytea[])
    ) AS said (person_id, given_name, family_name, birth_date, compulsory_from, compulsory_until, digest)
    WHERE person.person_id = said.person_id AND person.digest IS DISTINCT FROM said.digest
    RETURNING person.person_id
""")

_SET_KEYS = text("""
    UPDATE person SET insz_key = said.insz_key
    FROM unnest(CAST(:person_ids AS uuid[]), CAST(:keys AS bytea[])) AS said (person_id, insz_key)
    WHERE person.person_id = said.person_id
""")


_MOVE = text("""
    WITH changed AS (
        UPDATE pupil SET person_id = moved.person_id
        FROM unnest(CAST(:pupils AS integer[]), CAST(:persons AS uuid[])) AS moved (pupil_id, person_id)
        WHERE pupil.pupil_id = moved.pupil_id
        RETURNING new.pupil_id, old.person_id AS was, new.person_id AS is_now
    )
    INSERT INTO person_history (pupil_id, person_id, known_until)
    SELECT pupil_id, was, :at FROM changed WHERE was <> is_now
""")

_NAMES = text("""
    SELECT person_id, concat_ws(' ', given_name, family_name) AS name
    FROM person
    WHERE person_id = ANY(CAST(:persons AS uuid[])) AND (given_name IS NOT NULL OR family_name IS NOT NULL)
""")

# Who the municipality's newest list says a person is.
_DATA_OF = text("""
    SELECT DISTINCT ON (person_id)
        person_id, resident.given_name, resident.family_name, resident.birth_date, insz_key, registered_on
    FROM person JOIN resident USING (insz_key)
    WHERE person_id = ANY(CAST(:persons AS uuid[])) AND of_age
    ORDER BY person_id, reference_date DESC
""")


class Persons:
    """The persons behind the registrations. Of an INSZ only the keyed hash is here."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self, person_ids: Collection[UUID]) -> None:
        """Keep others from counting these persons until the transaction ends. In one order, so nobody deadlocks."""
        await self._connection.execute(
            text("SELECT FROM person WHERE person_id = ANY(CAST(:ids AS uuid[])) ORDER BY person_id FOR NO KEY UPDATE"),
            {"ids": list(person_ids)},
        )

    async def identities(
        self, pupil_ids: Collection[int], keys: Collection[bytes], new_id: Callable[[], UUID]
    ) -> Identities:
        """The persons of these pupils and those known by these hashes, with all their registrations."""
        rows = await self._connection.execute(_CONCERNED, {"keys": list(keys), "pupil_ids": list(pupil_ids)})
        concerned = rows.all()
        key_of = {row.person_id: row.insz_key for row in concerned}
        members: dict[UUID, set[int]] = {person: set() for person in key_of}
        rows = await self._connection.execute(
            text("SELECT person_id, pupil_id FROM pupil WHERE person_id = ANY(CAST(:ids AS uuid[]))"),
            {"ids": list(key_of)},
        )
        for row in rows:
            members[row.person_id].add(row.pupil_id)
        with_key = {person: key for person, key in key_of.items() if key is not None}
        residents = {row.person_id for row in concerned if row.resident}
        return Identities(members=members, key_of=with_key, new_id=new_id, residents=residents)

    async def save_identities(self, identities: Identities, at: datetime) -> None:
        """Keep what was settled: new persons, changed hashes, and the person of each registration."""
        rekeyed = identities.rekeyed
        # All released before any is given, so that two persons can swap.
        await self._set_keys(dict.fromkeys(rekeyed))
        await self._connection.execute(
            text("INSERT INTO person (person_id, created_at) SELECT unnest(CAST(:ids AS uuid[])), :at"),
            {"ids": identities.created, "at": at},
        )
        new = {person: identities.key_of.get(person) for person in identities.created}
        await self._set_keys({**rekeyed, **new})
        await self._connection.execute(
            _MOVE, {"pupils": list(identities.moved), "persons": list(identities.moved.values()), "at": at}
        )
        await self._connection.execute(
            text(
                "UPDATE person SET merged_into = merged.into_id, given_name = NULL, family_name = NULL,"
                " birth_date = NULL, digest = NULL"
                " FROM unnest(CAST(:ids AS uuid[]), CAST(:into AS uuid[])) AS merged (person_id, into_id)"
                " WHERE person.person_id = merged.person_id"
            ),
            {"ids": list(identities.merged), "into": list(identities.merged.values())},
        )

    async def _set_keys(self, keys: dict[UUID, bytes | None]) -> None:
        await self._connection.execute(_SET_KEYS, {"person_ids": list(keys), "keys": list(keys.values())})

    async def save(self, persons: Sequence[Person]) -> set[UUID]:
        """Keep what is known of these persons; the answer has the persons that changed."""
        compulsory = [person.compulsory for person in persons]
        rows = await self._connection.execute(
            _DESCRIBE,
            {
                "person_ids": [person.person_id for person in persons],
                "given_names": [person.given_name for person in persons],
                "family_names": [person.family_name for person in persons],
                "birth_dates": [person.birth_date for person in persons],
                "compulsory_from": [period.first for period in compulsory],
                "compulsory_until": [period.last for period in compulsory],
                "digests": [person.digest for person in persons],
            },
        )
        return set(rows.scalars())

    async def names(self, person_ids: Collection[UUID]) -> dict[UUID, str]:
        """What these persons are called, given name first; without those whose name nobody said."""
        rows = await self._connection.execute(_NAMES, {"persons": list(person_ids)})
        return {row.person_id: row.name for row in rows}

    async def listed(self, person_ids: Collection[UUID]) -> dict[UUID, PersonData]:
        """Who the municipality's newest list says that these persons are; without those that no list has."""
        rows = await self._connection.execute(_DATA_OF, {"persons": list(person_ids)})
        return {person_id: PersonData(*data) for person_id, *data in rows}

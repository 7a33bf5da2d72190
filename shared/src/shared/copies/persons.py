"""What the services' own copies of persons (``attendance.persons.v1``) have in common.

Each service keeps the least of a person that it needs, so the values and the use cases stay its own. Casework searches
in names and classes, and lets cases follow a person who parted again. Notifications keeps what a mail says, and an
erased person leaves a mark there.

Four things are the same in every copy:

1. the columns of a person;
2. the order of what arrives;
3. which person turned out to be another person;
4. what a tombstone says.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.messaging import keys
from shared.messaging.errors import InvalidEvent
from shared.messaging.keys import Key

_ID = postgresql.UUID(as_uuid=True)


def person_table(metadata: sa.MetaData, *columns: sa.Column[object]) -> sa.Table:
    """The table ``person`` as part of ``metadata``: what every copy has of a person, and the service's own columns."""
    return sa.Table(
        "person",
        metadata,
        sa.Column("person_id", _ID, primary_key=True),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("given_name", sa.Text),
        sa.Column("family_name", sa.Text),
        sa.Column("merged_into", _ID),
        *columns,
    )


# Each person of `:person_ids`, and step by step the persons that it turned out to be. Each is looked up by its id: to
# join the few who merged, PostgreSQL would read all persons. Merges that go round in a circle
# only last until attendance has told all of them; the circle is walked once.
SUCCESSORS = sa.text("""
    WITH RECURSIVE merges (asked, person_id, steps) AS (
        SELECT asked, asked, 0 FROM unnest(CAST(:person_ids AS uuid[])) AS asked
        UNION ALL
        SELECT merges.asked, successor.merged_into, merges.steps + 1
        FROM merges,
            LATERAL (SELECT merged_into FROM person WHERE person.person_id = merges.person_id LIMIT 1) AS successor
        WHERE successor.merged_into IS NOT NULL
    ) CYCLE person_id SET is_circle USING path
    SELECT asked, person_id, steps FROM merges
""").columns(sa.column("asked", _ID), sa.column("person_id", _ID), sa.column("steps", sa.Integer))

# Whoever turned out to be the person `:person_id`, through all merges.
PREDECESSORS = sa.text("""
    WITH RECURSIVE merges (person_id) AS (
        SELECT person_id FROM person WHERE merged_into = :person_id
        UNION
        SELECT person.person_id FROM merges JOIN person ON person.merged_into = merges.person_id
    )
    SELECT person_id FROM merges
""").columns(sa.column("person_id", _ID))


def _last_of_each() -> sa.Select[tuple[UUID, UUID]]:
    step = SUCCESSORS.subquery("step").c
    chain = sa.select(step.asked, step.person_id).ext(postgresql.distinct_on(step.asked))
    return chain.order_by(step.asked, step.steps.desc())


LIVING = _last_of_each()
"""For each person of `:person_ids` (``asked``), the person that it turned out to be (``person_id``)."""


class Merges:
    """Which persons turned out to be the same, by the table ``person`` of the service."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def living(self, person_ids: Collection[UUID]) -> Mapping[UUID, UUID]:
        """For each of these persons, the person that it turned out to be; itself if it never merged."""
        rows = await self._connection.execute(LIVING, {"person_ids": sorted(set(person_ids))})
        return {row.asked: row.person_id for row in rows}

    async def predecessors(self, person_id: UUID) -> list[UUID]:
        """The persons that turned out to be this person."""
        return list(await self._connection.scalars(PREDECESSORS, {"person_id": person_id}))


def erased_person(key: str) -> UUID:
    """The person that a tombstone with this key erases. Raises InvalidEvent where the key is no person's id."""
    try:
        return UUID(key)
    except ValueError:
        raise InvalidEvent("key", "expected the id of a person") from None


def keys_of_erased(key: str) -> tuple[Key, ...]:
    """The key of the person that a tombstone erases, for ``Subscription.tombstone_keys``. Raises InvalidEvent."""
    return (keys.person(erased_person(key)),)

"""What cases rest on, of every kind, in one table."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case_type import CaseTypes
from casework.domain.ground import Ground, KnownGround
from casework.storage.tables import IS_OPEN, case_record, ground, person_enrolment
from shared.domain.school_year import SchoolYear

_PLAIN_FIELDS = (
    "ground_id",
    "person_id",
    "since",
    "school",
    "pupil",
    "level_of_education",
    "said",
    "taken_back",
    "settled",
)
_INSERT = insert(ground)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=[ground.c.ground_id],
    set_={column.name: _INSERT.excluded[column.name] for column in ground.columns if not column.primary_key},
)


class Grounds:
    """What was said of persons, with the case that rests on it; also what no case rests on."""

    def __init__(self, connection: AsyncConnection, case_types: CaseTypes) -> None:
        self._connection = connection
        self._case_types = case_types

    async def get(self, ground_id: UUID) -> KnownGround | None:
        """The ground and its case; None when nothing was said of it yet."""
        rows = await self._connection.execute(sa.select(ground).where(ground.c.ground_id == ground_id))
        row = rows.first()
        return self._known(row) if row else None

    async def save(self, case_id: UUID | None, *items: Ground) -> None:
        """Keep grounds with the case that rests on them; None for no case."""
        await self._connection.execute(_SAVE, [_values(item) | {"case_id": case_id} for item in items])

    async def of_cases(self, case_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Ground]]:
        """The grounds of each of these cases that has any, the oldest first."""
        statement = sa.select(ground).where(ground.c.case_id.in_(case_ids)).order_by(ground.c.since, ground.c.ground_id)
        grounds: dict[UUID, list[Ground]] = defaultdict(list)
        for row in await self._connection.execute(statement):
            grounds[row.case_id].append(self._ground(row))
        return grounds

    async def strayed(self, person_id: UUID) -> list[KnownGround]:
        """Standing grounds of a pupil of this person, in an open case of another person and pupil.

        Of the grounds told of that other person only those whose pupil has left it.
        """
        is_of_pupil = sa.and_(person_enrolment.c.school == ground.c.school, person_enrolment.c.pupil == ground.c.pupil)
        is_of_this_person = sa.exists().where(person_enrolment.c.person_id == person_id, is_of_pupil)
        is_of_the_other = sa.exists().where(person_enrolment.c.person_id == case_record.c.person_id, is_of_pupil)
        statement = (
            sa.select(ground)
            .join(case_record, case_record.c.case_id == ground.c.case_id)
            .where(
                ground.c.said,
                ~ground.c.taken_back,
                IS_OPEN,
                case_record.c.person_id != person_id,
                is_of_this_person,
                sa.or_(ground.c.person_id == person_id, ~is_of_the_other),
                sa.tuple_(case_record.c.school, case_record.c.pupil) != sa.tuple_(ground.c.school, ground.c.pupil),
            )
        )
        return [self._known(row) for row in await self._connection.execute(statement)]

    def _known(self, row: sa.Row[Any]) -> KnownGround:
        return KnownGround(self._ground(row), row.case_id)

    def _ground(self, row: sa.Row[Any]) -> Ground:
        kind = self._case_types.ground(row.kind)
        plain = {name: getattr(row, name) for name in _PLAIN_FIELDS}
        return kind(**plain, school_year=SchoolYear.parse(row.school_year), **kind.fields_of(row.details))


def _values(item: Ground) -> dict[str, Any]:
    plain = {name: getattr(item, name) for name in _PLAIN_FIELDS}
    return plain | {"kind": item.kind, "school_year": str(item.school_year), "details": dict(item.details)}

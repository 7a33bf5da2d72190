"""Cases whose pupils may be one child."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.merging import Alike, Duplicate
from casework.storage.tables import case_record, person, person_enrolment
from casework.storage.whole_cases import WholeCases

_MOST = 100
"""More persons than one child can have been taken for."""


class Duplicates:
    """Looks for persons who may be one child, by what attendance told of them."""

    def __init__(self, connection: AsyncConnection, whole: WholeCases) -> None:
        self._connection = connection
        self._whole = whole

    async def of(self, case: Case) -> Sequence[Duplicate]:
        """Other cases of the type of this case that were not merged, of the person or of a person alike."""
        alike = await self._alike(case.person_id)
        statement = sa.select(case_record).where(
            case_record.c.person_id.in_(alike),
            case_record.c.case_type == case.case_type.name,
            case_record.c.case_id != case.case_id,
            case_record.c.merged_into.is_(None),
        )
        cases = await self._whole.read(statement.order_by(case_record.c.case_id))
        return [Duplicate(other, alike[other.person_id]) for other in cases]

    async def alike(self, case: Case, other: Case) -> frozenset[Alike]:
        """Why the pupils of these cases may be one child; empty when nothing says so."""
        return (await self._alike(case.person_id)).get(other.person_id, frozenset())

    async def _alike(self, person_id: UUID) -> Mapping[UUID, frozenset[Alike]]:
        alike: defaultdict[UUID, set[Alike]] = defaultdict(set)
        alike[person_id].add(Alike.SAME_PERSON)
        statement = sa.union_all(_in_same_register(person_id), _of_same_birth_date_and_name(person_id)).limit(_MOST)
        for row in await self._connection.execute(statement):
            alike[row.person_id].add(Alike(row.alike))
        return {person_id: frozenset(why) for person_id, why in alike.items()}


def _in_same_register(person_id: UUID) -> sa.Select[Any]:
    own = person_enrolment.alias("own")
    is_same = sa.and_(person_enrolment.c.school == own.c.school, person_enrolment.c.pupil == own.c.pupil)
    return (
        sa.select(person_enrolment.c.person_id, sa.literal(Alike.SAME_REGISTER.value).label("alike"))
        .distinct()
        .join(own, is_same)
        .where(own.c.person_id == person_id, person_enrolment.c.person_id != person_id)
    )


def _of_same_birth_date_and_name(person_id: UUID) -> sa.Select[Any]:
    """Names are similar by PostgreSQL's own measure and threshold (``pg_trgm``), whichever name comes first."""
    own = person.alias("own")
    is_similar = _whole_name(person).op("%", is_comparison=True)(_whole_name(own))
    return (
        sa.select(person.c.person_id, sa.literal(Alike.BIRTH_DATE_AND_NAME.value))
        .join(own, person.c.birth_date == own.c.birth_date)
        .where(own.c.person_id == person_id, person.c.person_id != person_id, is_similar)
    )


def _whole_name(of: Any) -> sa.ColumnElement[str]:
    return sa.func.concat_ws(" ", of.c.plain_given, of.c.plain_family, type_=sa.Text)

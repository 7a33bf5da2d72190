"""Links between cases."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.link import Link, Relation
from casework.storage.case_rows import local
from casework.storage.link_tables import case_link
from casework.storage.tables import case_record

_LINK = case_link.c


class Links:
    """The links of cases. Whoever changes them has locked both cases."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, case_id: UUID, link: Link) -> None:
        """Keep a link of this case."""
        values = {
            "link_id": link.link_id,
            "case_id": case_id,
            "other_id": link.other_id,
            "relation": link.relation,
            "reason": link.reason,
            "at": link.at,
            "by": link.by,
        }
        await self._connection.execute(sa.insert(case_link).values(values))

    async def of_case(self, case_id: UUID) -> Sequence[Link]:
        """The links of a case, whichever side they were made from, the oldest first."""
        statement = sa.select(case_link).where(_has(case_id)).order_by(_LINK.link_id)
        return [_to_link(row, case_id) for row in await self._connection.execute(statement)]

    async def remove(self, link_id: UUID) -> None:
        """The two cases are no longer linked."""
        await self._connection.execute(sa.delete(case_link).where(_LINK.link_id == link_id))

    async def move(self, source: UUID, target: UUID) -> None:
        """The links of one case are another's from now on; the other's own links to the same cases stay as they are."""
        linked = {link.other_id for link in await self.of_case(target)} | {target}
        for link in await self.of_case(source):
            if link.other_id in linked:
                await self.remove(link.link_id)
        for column in (_LINK.case_id, _LINK.other_id):
            moved = sa.update(case_link).where(column == source).values({column.name: target})
            await self._connection.execute(moved)

    async def erase_of(self, person_id: UUID) -> None:
        """Remove all links of a person's cases: they say who the person's family is."""
        cases = sa.select(case_record.c.case_id).where(case_record.c.person_id == person_id)
        is_of_person = sa.or_(_LINK.case_id.in_(cases), _LINK.other_id.in_(cases))
        await self._connection.execute(sa.delete(case_link).where(is_of_person))


def _has(case_id: UUID) -> sa.ColumnElement[bool]:
    return sa.or_(_LINK.case_id == case_id, _LINK.other_id == case_id)


def _to_link(row: sa.Row[Any], case_id: UUID) -> Link:
    other_id = row.other_id if row.case_id == case_id else row.case_id
    return Link(row.link_id, other_id, Relation(row.relation), row.reason, local(row.at), row.by)

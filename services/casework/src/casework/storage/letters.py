"""Letters with an address that was typed: kept until their day, and read by whoever may see their case."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.paper import Letter
from casework.storage.tables import case_record, letter


class Letters:
    """The letters of cases."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, case_id: UUID, kept: Letter) -> None:
        """Keep a letter."""
        values = {
            "paper_id": kept.paper_id,
            "case_id": case_id,
            "kind": kept.kind,
            "version": kept.version,
            "content": dict(kept.content),
            "keep_until": kept.keep_until,
        }
        await self._connection.execute(sa.insert(letter).values(values))

    async def find(self, case_id: UUID, paper_id: UUID, today: date) -> Letter | None:
        """A letter of this case; None for a letter that is not kept, or no longer."""
        is_it = sa.and_(letter.c.case_id == case_id, letter.c.paper_id == paper_id, letter.c.keep_until >= today)
        row = (await self._connection.execute(sa.select(letter).where(is_it))).first()
        return Letter(row.paper_id, row.kind, row.version, row.content, row.keep_until) if row else None

    async def kept_until(self, case_id: UUID, today: date) -> Mapping[UUID, date]:
        """The last day of each letter of a case that is kept today."""
        is_kept = sa.and_(letter.c.case_id == case_id, letter.c.keep_until >= today)
        rows = await self._connection.execute(sa.select(letter.c.paper_id, letter.c.keep_until).where(is_kept))
        return {row.paper_id: row.keep_until for row in rows}

    async def purge(self, today: date) -> int:
        """Remove the letters whose last day has passed; how many."""
        return (await self._connection.execute(sa.delete(letter).where(letter.c.keep_until < today))).rowcount

    async def erase_of(self, person_id: UUID) -> None:
        """Remove all letters about a person."""
        cases = sa.select(case_record.c.case_id).where(case_record.c.person_id == person_id)
        await self._connection.execute(sa.delete(letter).where(letter.c.case_id.in_(cases)))

"""What is known of cases, in the database."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.domain.standing import KnownCase, Standing
from consultation.storage.tables import known_case


class CaseRepository:
    """Known cases by id."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, case_id: UUID) -> KnownCase | None:
        statement = sa.select(known_case).where(known_case.c.case_id == case_id).with_for_update()
        row = (await self._connection.execute(statement)).first()
        return _case(row) if row else None

    async def known(self, case_ids: Iterable[UUID]) -> Mapping[UUID, KnownCase]:
        statement = sa.select(known_case).where(known_case.c.case_id.in_(list(case_ids)))
        return {row.case_id: _case(row) for row in await self._connection.execute(statement)}

    async def save(self, case: KnownCase) -> None:
        row = {**asdict(case), "standing": str(case.standing)}
        statement = insert(known_case).values(row)
        others = {name: statement.excluded[name] for name in row if name != "case_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["case_id"], set_=others))


def _case(row: Any) -> KnownCase:
    return KnownCase(row.case_id, row.reference, Standing(row.standing), row.sequence, row.school, row.merged_into)

"""What is known of cases, in the database."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.domain.standing import KnownCase, Standing
from consultation.storage.tables import known_case

_INSERT = insert(known_case)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=["case_id"],
    set_={field.name: _INSERT.excluded[field.name] for field in fields(KnownCase) if field.name != "case_id"},
)
_ASK = _INSERT.on_conflict_do_update(
    index_elements=["case_id"],
    set_={"requests": known_case.c.requests + _INSERT.excluded.requests},
    where=~known_case.c.requests.contains(_INSERT.excluded.requests),
).returning(known_case)


class CaseRepository:
    """Known cases by id."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, case_id: UUID) -> KnownCase | None:
        statement = sa.select(known_case).where(known_case.c.case_id == case_id).with_for_update()
        row = (await self._connection.execute(statement)).first()
        return _case(row) if row else None

    async def asks(self, asking: KnownCase) -> KnownCase | None:
        row = {**_row(asking), "requests": [asking.sequence]}
        known = (await self._connection.execute(_ASK, row)).first()
        return _case(known) if known else None

    async def known(self, case_ids: Iterable[UUID]) -> Mapping[UUID, KnownCase]:
        statement = sa.select(known_case).where(known_case.c.case_id.in_(list(case_ids)))
        return {row.case_id: _case(row) for row in await self._connection.execute(statement)}

    async def save(self, case: KnownCase) -> None:
        await self._connection.execute(_SAVE, _row(case))


def _row(case: KnownCase) -> dict[str, Any]:
    return {**asdict(case), "standing": str(case.standing)}


def _case(row: Any) -> KnownCase:
    return KnownCase(row.case_id, row.reference, Standing(row.standing), row.sequence, row.school, row.merged_into)

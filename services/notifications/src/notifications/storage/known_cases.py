"""What is known of cases, for whatever has to name a case."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.known_case import KnownCase
from notifications.storage.tables import case_fact

_COLUMNS = case_fact.c
_LATEST = (
    sa.select(_COLUMNS.case_id, _COLUMNS.reference, _COLUMNS.person_id, _COLUMNS.school, _COLUMNS.pupil)
    .where(
        _COLUMNS.case_id == sa.any_(sa.bindparam("ids", type_=ARRAY(_COLUMNS.case_id.type))),
        _COLUMNS.reference.is_not(None),
    )
    .ext(distinct_on(_COLUMNS.case_id))
    .order_by(_COLUMNS.case_id, _COLUMNS.sequence.desc())
)


class KnownCases:
    """Reads cases as they were last told of; the subject of cases keeps what arrives."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, case_ids: Collection[UUID]) -> dict[UUID, KnownCase]:
        """These cases, as far as anything is known of them."""
        if not case_ids:
            return {}
        rows = await self._connection.execute(_LATEST, {"ids": list(case_ids)})
        return {
            row.case_id: KnownCase(reference=row.reference, person_id=row.person_id, school=row.school, pupil=row.pupil)
            for row in rows
        }

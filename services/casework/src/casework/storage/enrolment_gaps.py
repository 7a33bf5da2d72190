"""The repository of gaps in children's enrolment."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.application.ports import KnownGap
from casework.domain.enrolment_gap import EnrolmentGap
from casework.storage.case_rows import gap_values, to_gap
from casework.storage.tables import enrolment_gap

_INSERT = insert(enrolment_gap)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=[enrolment_gap.c.signal_id],
    set_={column.name: _INSERT.excluded[column.name] for column in enrolment_gap.columns if not column.primary_key},
)


class EnrolmentGaps:
    """What attendance said of children that are not known to be enrolled, with the case that rests on it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, signal_id: UUID) -> KnownGap | None:
        rows = await self._connection.execute(sa.select(enrolment_gap).where(enrolment_gap.c.signal_id == signal_id))
        row = rows.first()
        return KnownGap(to_gap(row), row.case_id) if row else None

    async def save(self, case_id: UUID | None, *items: EnrolmentGap) -> None:
        await self._connection.execute(_SAVE, [gap_values(item) | {"case_id": case_id} for item in items])

"""The copy of care meetings and their cases."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.meeting import Meeting
from casework.storage.case_rows import meeting_values
from casework.storage.moving import going_on_as
from casework.storage.tables import case_record, meeting, meeting_case

_INSERT = insert(meeting)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=[meeting.c.meeting_id],
    set_={column.name: _INSERT.excluded[column.name] for column in meeting.columns},
    where=meeting.c.sequence < _INSERT.excluded.sequence,
)


class Meetings:
    """Meetings as consultation last told."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def save(self, state: Meeting, case_ids: Collection[UUID]) -> None:
        """Keep a meeting, unless something newer was told of it.

        The first event of a meeting gives its cases: the known cases of these. From then on only mergers change them.
        """
        await self._connection.execute(_SAVE, meeting_values(state))
        pairs = sa.select(sa.literal(state.meeting_id), going_on_as(case_record)).where(
            case_record.c.case_id.in_(case_ids),
            ~sa.exists().where(meeting_case.c.meeting_id == state.meeting_id),
        )
        await self._link(pairs)

    async def move(self, source: UUID, target: UUID) -> None:
        """The meetings of one case are another's from now on."""
        is_source = meeting_case.c.case_id == source
        await self._link(sa.select(meeting_case.c.meeting_id, sa.literal(target)).where(is_source))
        await self._connection.execute(sa.delete(meeting_case).where(is_source))

    async def _link(self, pairs: sa.SelectBase) -> None:
        statement = insert(meeting_case).from_select(["meeting_id", "case_id"], pairs)
        await self._connection.execute(statement.on_conflict_do_nothing())

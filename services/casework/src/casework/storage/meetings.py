"""The copy of care meetings and their cases."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from casework.domain.meeting import Meeting
from casework.storage.case_rows import meeting_values
from casework.storage.tables import meeting_case
from casework.storage.writes import Writes
from shared.runtime.batching import BatchingConnection


class Meetings:
    """Meetings as consultation last told."""

    def __init__(self, connection: BatchingConnection, writes: Writes) -> None:
        self._connection = connection
        self._writes = writes

    async def save(self, state: Meeting, case_ids: Iterable[UUID]) -> None:
        """Keep a meeting, unless something newer was told of it.

        The first event of a meeting gives its cases: the known cases of these. From then on only mergers change them.
        """
        kept = self._writes.meetings.get(state.meeting_id)
        if kept is None or kept["sequence"] < state.sequence:
            self._writes.meetings[state.meeting_id] = meeting_values(state)
        self._writes.cases.append({"meeting_id": state.meeting_id, "case_ids": list(case_ids)})

    async def move(self, source: UUID, target: UUID) -> None:
        """The meetings of one case are another's from now on."""
        is_source = meeting_case.c.case_id == source
        pairs = sa.select(meeting_case.c.meeting_id, sa.literal(target)).where(is_source)
        moved = insert(meeting_case).from_select(["meeting_id", "case_id"], pairs)
        await self._connection.execute(moved.on_conflict_do_nothing())
        await self._connection.execute(sa.delete(meeting_case).where(is_source))

"""The copy of care meetings and their cases."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.dialects.postgresql import UUID as ID

from casework.domain.meeting import Meeting
from casework.storage.case_rows import meeting_values
from casework.storage.tables import case_record, meeting, meeting_case
from casework.storage.writes import Writes
from shared.runtime.batching import BatchingConnection

_ID = ID(as_uuid=True)
_IDS = ARRAY(_ID)
# A merged case is the case that it went on in. What was told before something newer changes nothing.
_CASES = sa.select(sa.func.coalesce(case_record.c.merged_into, case_record.c.case_id)).where(
    case_record.c.case_id == sa.any_(sa.bindparam("case_ids", type_=_IDS))
)
_IS_NEWEST = sa.exists().where(
    meeting.c.meeting_id == sa.bindparam("meeting_id", type_=_ID), meeting.c.sequence == sa.bindparam("sequence")
)
_PUT_ON = (
    insert(meeting_case)
    .from_select(
        ["meeting_id", "case_id"],
        sa.select(sa.bindparam("meeting_id", type_=_ID), _CASES.subquery().c[0]).distinct().where(_IS_NEWEST),
    )
    .on_conflict_do_nothing()
)
_TAKE_OFF = sa.delete(meeting_case).where(
    meeting_case.c.meeting_id == sa.bindparam("meeting_id", type_=_ID),
    meeting_case.c.case_id.not_in(_CASES),
    _IS_NEWEST,
)
# Only the case knows of it: consultation told nothing.
_ASKED_FOR = sa.and_(meeting.c.meeting_id == sa.any_(sa.bindparam("meeting_ids", type_=_IDS)), meeting.c.sequence == 0)
_FORGET_CASES = sa.delete(meeting_case).where(
    meeting_case.c.meeting_id.in_(sa.select(meeting.c.meeting_id).where(_ASKED_FOR))
)
_FORGET = sa.delete(meeting).where(_ASKED_FOR)


class Meetings:
    """Meetings as consultation last told."""

    def __init__(self, connection: BatchingConnection, writes: Writes) -> None:
        self._connection = connection
        self._writes = writes

    async def save(self, state: Meeting, case_ids: Iterable[UUID], *, told_at: datetime | None = None) -> None:
        """Keep a meeting, unless something newer was told of it at ``told_at``; None is now.

        The first event of a meeting gives its cases: the known cases of these. From then on only mergers and transfers
        change them. A case that had been merged when this was told is the case that it went on in.
        """
        kept = self._writes.meetings.get(state.meeting_id)
        if kept is None or kept["sequence"] < state.sequence:
            self._writes.meetings[state.meeting_id] = meeting_values(state)
        self._writes.cases.append({"meeting_id": state.meeting_id, "case_ids": list(case_ids), "told_at": told_at})

    async def set_agenda(self, session: Meeting, case_ids: Collection[UUID]) -> None:
        """A session is about these cases alone, unless something newer was told of it."""
        agenda = {"meeting_id": session.meeting_id, "sequence": session.sequence, "case_ids": list(case_ids)}
        await self._connection.execute(_PUT_ON, agenda)
        await self._connection.execute(_TAKE_OFF, agenda)

    async def forget_asked_for(self, meeting_ids: Collection[UUID]) -> None:
        """What cases asked for by these names comes to nothing, unless something was told of it."""
        await self._connection.execute(_FORGET_CASES, {"meeting_ids": list(meeting_ids)})
        await self._connection.execute(_FORGET, {"meeting_ids": list(meeting_ids)})

    async def leave(self, meeting_id: UUID, case_id: UUID) -> None:
        """A meeting is no longer about this case, and goes on about its others."""
        is_it = sa.and_(meeting_case.c.meeting_id == meeting_id, meeting_case.c.case_id == case_id)
        await self._connection.execute(sa.delete(meeting_case).where(is_it))

    async def move(self, source: UUID, target: UUID) -> None:
        """The meetings of one case are another's from now on."""
        is_source = meeting_case.c.case_id == source
        pairs = sa.select(meeting_case.c.meeting_id, sa.literal(target)).where(is_source)
        moved = insert(meeting_case).from_select(["meeting_id", "case_id"], pairs)
        await self._connection.execute(moved.on_conflict_do_nothing())
        await self._connection.execute(sa.delete(meeting_case).where(is_source))

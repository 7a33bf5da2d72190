"""The minutes of cases, in the database: one row a revision."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.meetings.domain.case_minutes import CaseMinutes, Revision
from consultation.storage.tables import case_minutes as table
from consultation.storage.tables import meeting


class CaseMinutesBook:
    """Minutes by meeting and case. Revisions are never changed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def newest(self, meeting_id: UUID, case_id: UUID) -> CaseMinutes | None:
        """The newest revision of the minutes of this case; None if nobody wrote any."""
        return (await self.of_meeting(meeting_id, [case_id])).get(case_id)

    async def find(self, meeting_id: UUID, case_id: UUID, revision: int) -> CaseMinutes | None:
        """A revision of the minutes of this case; None if there is no such revision."""
        statement = sa.select(table).where(_of(meeting_id, case_id), table.c.revision == revision)
        row = (await self._connection.execute(statement)).first()
        return _minutes(row) if row else None

    async def of_meeting(self, meeting_id: UUID, case_ids: Collection[UUID]) -> Mapping[UUID, CaseMinutes]:
        """The newest minutes of these cases at a meeting, by case; a case without minutes is left out."""
        statement = (
            sa.select(table)
            .ext(distinct_on(table.c.case_id))
            .where(table.c.meeting_id == meeting_id, table.c.case_id.in_(case_ids))
            .order_by(table.c.case_id, table.c.revision.desc())
        )
        return {row.case_id: _minutes(row) for row in await self._connection.execute(statement)}

    async def revisions(self, meeting_id: UUID, case_id: UUID) -> Sequence[Revision]:
        """Who wrote the minutes of this case and when, the first revision in front."""
        statement = sa.select(table).where(_of(meeting_id, case_id)).order_by(table.c.revision)
        return [_revision(row) for row in await self._connection.execute(statement)]

    async def add(self, meeting_id: UUID, minutes: CaseMinutes) -> None:
        """Keep another revision."""
        row = {
            "meeting_id": meeting_id,
            "case_id": minutes.case_id,
            "revision": minutes.revision.revision,
            "text": minutes.text,
            "written_by": minutes.revision.written_by,
            "written_at": minutes.revision.written_at,
        }
        await self._connection.execute(sa.insert(table).values(row))

    async def move(self, case_id: UUID, remaining: UUID) -> None:
        """Let the minutes of a merged case go along with the case that remains.

        Where both have minutes at one meeting, those of the merged case become revisions before the others: nothing
        that was written is lost.
        """
        merged, own = table.alias("merged"), table.c
        before = (
            sa.select(sa.func.max(merged.c.revision))
            .where(merged.c.meeting_id == own.meeting_id, merged.c.case_id == case_id)
            .scalar_subquery()
        )
        has_both = sa.exists().where(merged.c.meeting_id == own.meeting_id, merged.c.case_id == case_id)
        make_room = sa.update(table).where(own.case_id == remaining, has_both).values(revision=own.revision + before)
        await self._connection.execute(make_room)
        await self._connection.execute(sa.update(table).where(own.case_id == case_id).values(case_id=remaining))

    async def erase_of(self, case_id: UUID) -> None:
        """Remove all that was written about a case."""
        await self._connection.execute(sa.delete(table).where(table.c.case_id == case_id))

    async def purge(self, ended_before: datetime) -> int:
        """Remove the minutes of meetings that ended before this moment; how many revisions there were."""
        meetings = sa.select(meeting.c.meeting_id).where(meeting.c.ends_at < ended_before)
        return (await self._connection.execute(sa.delete(table).where(table.c.meeting_id.in_(meetings)))).rowcount


def _of(meeting_id: UUID, case_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.meeting_id == meeting_id, table.c.case_id == case_id)


def _revision(row: Any) -> Revision:
    return Revision(revision=row.revision, written_by=row.written_by, written_at=row.written_at)


def _minutes(row: Any) -> CaseMinutes:
    return CaseMinutes(case_id=row.case_id, text=row.text, revision=_revision(row))

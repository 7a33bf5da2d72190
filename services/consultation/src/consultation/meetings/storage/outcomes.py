"""What was said of meetings that were held, in the database: one row a revision."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.meetings.domain.held import CaseDecision, Held
from consultation.meetings.domain.outcome import OutcomeRevision
from consultation.storage.tables import meeting
from consultation.storage.tables import outcome as table

_DECISIONS: TypeAdapter[tuple[CaseDecision, ...]] = TypeAdapter(tuple[CaseDecision, ...])


class Outcomes:
    """What came of meetings, by meeting. The newest revision is what the meeting itself says."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_meeting(self, meeting_id: UUID) -> Sequence[OutcomeRevision]:
        """All that was said of a meeting, the first revision in front."""
        statement = sa.select(table).where(table.c.meeting_id == meeting_id).order_by(table.c.revision)
        return [_revision(row) for row in await self._connection.execute(statement)]

    async def add(self, meeting_id: UUID, revision: OutcomeRevision) -> None:
        """Keep another revision."""
        row = {
            "meeting_id": meeting_id,
            "revision": revision.revision,
            "noted_by": revision.noted_by,
            "noted_at": revision.noted_at,
            **_columns(revision),
        }
        await self._connection.execute(sa.insert(table).values(row))

    async def move(self, case_id: UUID, remaining: UUID) -> None:
        """Let what was decided about a merged case go along with the case that remains."""
        await self._change(case_id, lambda revision: revision.merged(case_id, remaining))

    async def erase_of(self, case_id: UUID) -> None:
        """Remove what was decided about a case, from all revisions."""
        await self._change(case_id, lambda revision: revision.without(case_id))

    async def purge(self, ended_before: datetime) -> int:
        """Remove the revisions of meetings that ended before this moment; how many there were."""
        meetings = sa.select(meeting.c.meeting_id).where(meeting.c.ends_at < ended_before)
        return (await self._connection.execute(sa.delete(table).where(table.c.meeting_id.in_(meetings)))).rowcount

    async def _change(self, case_id: UUID, change: Callable[[OutcomeRevision], OutcomeRevision]) -> None:
        about = table.c.decisions.contains([{"case_id": str(case_id)}])
        for row in (await self._connection.execute(sa.select(table).where(about).with_for_update())).all():
            is_it = sa.and_(table.c.meeting_id == row.meeting_id, table.c.revision == row.revision)
            changed = _columns(change(_revision(row)))
            await self._connection.execute(sa.update(table).where(is_it).values(changed))


def _columns(revision: OutcomeRevision) -> dict[str, Any]:
    held = revision.held
    return {
        "present": None if held.present is None else list(held.present),
        "decisions": _DECISIONS.dump_python(held.decisions, mode="json"),
    }


def _revision(row: Any) -> OutcomeRevision:
    present = None if row.present is None else tuple(row.present)
    return OutcomeRevision(
        revision=row.revision,
        held=Held(present, _DECISIONS.validate_python(row.decisions)),
        noted_by=row.noted_by,
        noted_at=row.noted_at,
    )

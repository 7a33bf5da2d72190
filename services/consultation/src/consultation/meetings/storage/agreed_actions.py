"""What was agreed at meetings, in the database."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.meetings.domain.agreed_action import AgreedAction
from consultation.meetings.domain.tabled_case import EarlierAction
from consultation.storage.tables import agreed_action as table


class AgreedActions:
    """Actions by the meeting at which they were agreed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, meeting_id: UUID, action: AgreedAction) -> None:
        """Store an action that was agreed."""
        await self._connection.execute(sa.insert(table).values(meeting_id=meeting_id, **asdict(action)))

    async def of_meeting(self, meeting_id: UUID, case_ids: Collection[UUID]) -> list[AgreedAction]:
        """The actions of a meeting for these cases, what is due first in front."""
        statement = (
            sa.select(table)
            .where(table.c.meeting_id == meeting_id, table.c.case_id.in_(case_ids))
            .order_by(table.c.due_on, table.c.agreed_at, table.c.action_id)
        )
        return [_action(row) for row in await self._connection.execute(statement)]

    async def earlier(self, case_ids: Collection[UUID], *, before: datetime, but: UUID) -> list[EarlierAction]:
        """What was agreed for these cases before, at other meetings than `but`; open first, then what is due first."""
        statement = (
            sa.select(table)
            .where(table.c.case_id.in_(case_ids), table.c.agreed_at < before, table.c.meeting_id != but)
            .order_by(table.c.done_on.is_not(None), table.c.due_on, table.c.agreed_at, table.c.action_id)
        )
        return [EarlierAction(row.meeting_id, _action(row)) for row in await self._connection.execute(statement)]

    async def finish(self, action_id: UUID, done_on: date) -> UUID | None:
        """Note that an action is done; its meeting. None if no such action is there, or it was done before."""
        statement = (
            sa.update(table)
            .where(table.c.action_id == action_id, table.c.done_on.is_(None))
            .values(done_on=done_on)
            .returning(table.c.meeting_id)
        )
        row = (await self._connection.execute(statement)).first()
        return row.meeting_id if row else None

    async def move(self, case_id: UUID, remaining: UUID) -> None:
        """Let the actions of a merged case go along with the case that remains."""
        statement = sa.update(table).where(table.c.case_id == case_id).values(case_id=remaining)
        await self._connection.execute(statement)

    async def erase_of(self, case_id: UUID) -> None:
        """Remove the actions for a case."""
        await self._connection.execute(sa.delete(table).where(table.c.case_id == case_id))

    async def purge(self, before: date) -> int:
        """Remove the actions that were due before this day; how many there were."""
        result = await self._connection.execute(sa.delete(table).where(table.c.due_on < before))
        return result.rowcount


def _action(row: Any) -> AgreedAction:
    return AgreedAction(
        action_id=row.action_id,
        case_id=row.case_id,
        what=row.what,
        owner=row.owner,
        due_on=row.due_on,
        agreed_by=row.agreed_by,
        agreed_at=row.agreed_at,
        done_on=row.done_on,
    )

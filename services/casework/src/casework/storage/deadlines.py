"""Deadlines that wait for their day to pass."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.deadlines import Deadline, DeadlineKind
from casework.storage.tables import deadline


class Deadlines:
    """The rows a ticker scans."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, now: datetime, limit: int) -> list[Deadline]:
        """Deadlines that were not brought to notice yet, the first due in front."""
        statement = (
            sa.select(deadline)
            .where(deadline.c.noticed_at.is_(None), deadline.c.due_at <= now)
            .order_by(deadline.c.due_at)
            .limit(limit)
        )
        rows = await self._connection.execute(statement)
        return [Deadline(row.case_id, DeadlineKind(row.kind), row.last_day) for row in rows]

    async def claim(self, due: Deadline, at: datetime) -> bool:
        """Bring a deadline to notice; False when it no longer counts or that was done."""
        is_it = sa.and_(
            deadline.c.case_id == due.case_id,
            deadline.c.kind == due.kind,
            deadline.c.last_day == due.last_day,
            deadline.c.noticed_at.is_(None),
        )
        claimed = await self._connection.execute(sa.update(deadline).where(is_it).values(noticed_at=at))
        return claimed.rowcount == 1

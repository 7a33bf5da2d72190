"""The mails to parents, without any address."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.parents import ParentMail, ParentMailStatus
from notifications.storage.tables import parent_mail as table
from shared.runtime.clock import BRUSSELS


class ParentMails:
    """Repository of mails to parents."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, mail: ParentMail) -> None:
        """Keep that it is being sent."""
        row = {
            "mail_id": mail.mail_id,
            "case_id": mail.case_id,
            "sent_by": mail.by,
            "at": mail.at,
            "status": mail.status,
        }
        await self._connection.execute(sa.insert(table).values(row))

    async def finish(self, mail_id: UUID, status: ParentMailStatus) -> None:
        """Keep what became of it."""
        await self._connection.execute(sa.update(table).where(table.c.mail_id == mail_id).values(status=status))

    async def purge(self, before: datetime) -> int:
        """Remove the mails of before that time; how many there were."""
        removed = await self._connection.execute(sa.delete(table).where(table.c.at < before))
        return removed.rowcount

    async def of_case(self, case_id: UUID, *, after: UUID | None, limit: int) -> list[ParentMail]:
        """Up to ``limit`` mails about a case, the newest in front, of those before one where it is given."""
        chosen = sa.select(table).where(table.c.case_id == case_id).order_by(table.c.mail_id.desc()).limit(limit)
        if after is not None:
            chosen = chosen.where(table.c.mail_id < after)
        return [
            ParentMail(row.mail_id, row.case_id, row.sent_by, row.at.astimezone(BRUSSELS), ParentMailStatus(row.status))
            for row in await self._connection.execute(chosen)
        ]

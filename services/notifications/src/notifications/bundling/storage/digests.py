"""Notices that wait for the digest of a day."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.notice import Notice
from notifications.domain.preparation import DIGEST
from notifications.domain.vocabulary import PENDING
from notifications.storage.notice_rows import notice_of
from notifications.storage.tables import notice as table


class Digests:
    """Reads them by what they wait for, which names their receiver."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, now: datetime) -> list[str]:
        """What notices wait for whose digest goes by now, one for each receiver."""
        statement = sa.select(table.c.waiting_for).where(*_due(now), table.c.waiting_for.like(f"{DIGEST}:%"))
        return [row.waiting_for for row in await self._connection.execute(statement.distinct().order_by("waiting_for"))]

    async def of(self, fact: str, now: datetime, *, most: int) -> list[Notice]:
        """Up to ``most`` notices that wait for this digest, which goes by now: the oldest in front, locked."""
        statement = sa.select(table).where(*_due(now), table.c.waiting_for == fact)
        rows = await self._connection.execute(statement.order_by(table.c.position).limit(most).with_for_update())
        return [notice_of(row) for row in rows]


def _due(now: datetime) -> tuple[sa.ColumnElement[Any], ...]:
    return table.c.status.in_(PENDING), table.c.digest_at <= now

"""The days on which coordinators were told of the agenda, in the database."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.storage.overview_tables import told_agenda
from shared.runtime.batching import BatchingConnection


class ToldAgendas:
    """The last day on which the agenda was told; the days before are not kept."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def last(self) -> date | None:
        """The last day; None if it never was told."""
        return (await self._connection.execute(sa.select(sa.func.max(told_agenda.c.told_on)))).scalar()

    async def add(self, day: date) -> bool:
        """Note that it is told on this day; False where another process was first."""
        added = insert(told_agenda).values(told_on=day).on_conflict_do_nothing().returning(told_agenda.c.told_on)
        is_first = (await self._connection.execute(added)).first() is not None
        if is_first:
            await self._connection.execute(sa.delete(told_agenda).where(told_agenda.c.told_on < day))
        return is_first

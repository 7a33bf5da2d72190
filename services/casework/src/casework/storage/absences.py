"""Absences of caseworkers, one of each person: the last that was noted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.absence import Absence
from casework.storage.people_tables import absence
from casework.storage.versioned import keep_version, remove_version

_DAY = sa.bindparam("day", type_=sa.Date)
_ON = sa.select(absence).where(absence.c.first_day <= _DAY, absence.c.last_day >= _DAY).order_by(absence.c.worker)


class KeptAbsences:
    """Who is away, and who was to be."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, worker: str) -> Absence | None:
        """The absence noted under exactly this name; None without."""
        rows = await self._select(absence.c.worker == worker)
        return rows[0] if rows else None

    async def ending_from(self, today: date) -> Sequence[Absence]:
        """The absences that go on or are still to come, by name."""
        return await self._select(absence.c.last_day >= today)

    async def on(self, day: date) -> Sequence[Absence]:
        """The absences of a day."""
        return [_absence(row) for row in await self._connection.execute(_ON, {"day": day})]

    async def save(self, kept: Absence) -> int:
        """Store an absence in the place of the version that it has; its new version. Raises Conflict."""
        values = {name: getattr(kept, name) for name in ("worker", "first_day", "last_day", "deputy")}
        return await keep_version(self._connection, absence, values, before=kept.version)

    async def remove(self, kept: Absence) -> None:
        """Remove an absence of this version. Raises Conflict."""
        await remove_version(self._connection, absence, absence.c.worker == kept.worker, before=kept.version)

    async def purge(self, before: date) -> None:
        """Remove what ended before a day."""
        await self._connection.execute(sa.delete(absence).where(absence.c.last_day < before))

    async def _select(self, *conditions: sa.ColumnElement[bool]) -> Sequence[Absence]:
        rows = await self._connection.execute(sa.select(absence).where(*conditions).order_by(absence.c.worker))
        return [_absence(row) for row in rows]


def _absence(row: sa.Row[Any]) -> Absence:
    return Absence(
        worker=row.worker,
        first_day=row.first_day,
        last_day=row.last_day,
        deputy=row.deputy,
        version=row.version,
    )

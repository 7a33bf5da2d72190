"""The copy of schools' own calendars."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.storage.tables import calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear


class Calendars:
    """Calendars as attendance last told."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_school(self, school: str) -> Mapping[SchoolYear, SchoolCalendar]:
        rows = await self._connection.execute(sa.select(calendar).where(calendar.c.school == school))
        found = [_to_calendar(row) for row in rows]
        return {item.school_year: item for item in found}

    async def save(self, told: SchoolCalendar) -> None:
        statement = insert(calendar).values(
            school=told.school, school_year=str(told.school_year), version=told.version, days=_days(told)
        )
        newer = statement.on_conflict_do_update(
            index_elements=[calendar.c.school, calendar.c.school_year],
            set_={"version": statement.excluded.version, "days": statement.excluded.days},
            where=calendar.c.version < statement.excluded.version,
        )
        await self._connection.execute(newer)


def _days(told: SchoolCalendar) -> dict[str, Any]:
    """Without what holds at one site only: terms are counted in the days of the school as a whole."""
    return {
        "base": told.base,
        "sessions": [[item.from_.isoformat(), item.until.isoformat()] for item in told.sessions],
        "closures": [[item.date.isoformat(), item.half_day] for item in told.closures if item.site is None],
        "extra": [[item.date.isoformat(), item.half_day] for item in told.extra if item.site is None],
    }


def _to_calendar(row: sa.Row[Any]) -> SchoolCalendar:
    """Without the reasons of closures: terms don't need them."""
    read = date.fromisoformat
    return SchoolCalendar(
        school=row.school,
        school_year=SchoolYear.parse(row.school_year),
        base=row.days["base"],
        sessions=tuple(Session(read(first), read(last)) for first, last in row.days["sessions"]),
        closures=tuple(Closure(read(day), HalfDay(half) if half else None, "") for day, half in row.days["closures"]),
        extra=tuple(ExtraHalfDay(read(day), HalfDay(half)) for day, half in row.days["extra"]),
        version=row.version,
    )

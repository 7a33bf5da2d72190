"""Copies of the schools' calendars, in the database."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.storage.tables import school_calendar
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf, SchoolCalendar
from shared.domain.school_year import SchoolYear

_CALENDAR: TypeAdapter[SchoolCalendar] = TypeAdapter(SchoolCalendar)


class Calendars:
    """Calendars by school and school year; a school without one has the Flemish calendar."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, school: str, first: date, last: date) -> CalendarOf:
        """The calendars of the school years around these days; the Flemish calendar where the school has none."""
        years = range(SchoolYear.of(first).start, SchoolYear.of(last).next.start + 1)
        statement = sa.select(school_calendar.c.calendar).where(
            school_calendar.c.school == school, school_calendar.c.school_year.in_(years)
        )
        stored = [_CALENDAR.validate_python(row.calendar) for row in await self._connection.execute(statement)]
        own = {calendar.school_year: calendar for calendar in stored}
        return lambda year: own.get(year) or flemish_calendar(year)

    async def save(self, calendar: SchoolCalendar) -> None:
        """Keep it, unless a newer version is there already."""
        row: dict[str, Any] = {
            "school": calendar.school,
            "school_year": calendar.school_year.start,
            "version": calendar.version,
            "calendar": _CALENDAR.dump_python(calendar, mode="json"),
        }
        statement = insert(school_calendar).values(row)
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["school", "school_year"],
                set_={"version": statement.excluded.version, "calendar": statement.excluded.calendar},
                where=school_calendar.c.version < statement.excluded.version,
            )
        )

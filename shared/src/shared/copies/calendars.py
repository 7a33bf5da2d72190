"""A service's own copy of schools' calendars (``attendance.calendars.v1``)."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.attendance_calendars import CalendarChanged
from shared.copies.newest import keep_newest
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf, SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received

_metadata = sa.MetaData()

# `school_year` is the year it starts in, `calendar` the whole calendar.
_calendars = sa.Table(
    "school_calendar",
    _metadata,
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("school_year", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("calendar", JSONB, nullable=False),
)

_SCHOOLS = ARRAY(sa.Text)
_CALENDAR: TypeAdapter[SchoolCalendar] = TypeAdapter(SchoolCalendar)


def calendar_table(metadata: sa.MetaData) -> sa.Table:
    """The table of the copy as part of ``metadata``, so that a service's migrations know of it."""
    return _calendars.to_metadata(metadata)


class Calendars:
    """The copy, read and kept up in the unit of work of ``connection``.

    A school year for which a school has no calendar of its own has the Flemish calendar.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._loaded: dict[str, CalendarOf] = {}

    async def load(self, schools: Collection[str]) -> None:
        """Read all calendars of these schools at once; ``of`` and ``around`` answer from them then."""
        if schools:
            by_school: dict[str, list[SchoolCalendar]] = {school: [] for school in schools}
            for calendar in await self._read(_calendars.c.school == sa.any_(sa.literal(list(schools), _SCHOOLS))):
                by_school[str(calendar.school)].append(calendar)
            self._loaded |= {school: _by_year(calendars) for school, calendars in by_school.items()}

    async def of_all(self, schools: Collection[str]) -> dict[str, CalendarOf]:
        """The calendars of these schools, by school."""
        await self.load(schools)
        return {school: self._loaded[school] for school in schools}

    async def of(self, school: str) -> CalendarOf:
        """All calendars of a school, by school year."""
        return self._loaded.get(school) or _by_year(await self._read(_calendars.c.school == school))

    async def around(self, school: str, *, first: date, last: date) -> CalendarOf:
        """The calendars of a school for the school years of these days and the school year after."""
        years = range(SchoolYear.of(first).start, SchoolYear.of(last).next.start + 1)
        return self._loaded.get(school) or _by_year(
            await self._read(_calendars.c.school == school, _calendars.c.school_year.in_(years))
        )

    async def save(self, calendar: SchoolCalendar) -> bool:
        """Take over a school's calendar of a school year; False where the copy is as new already."""
        row: dict[str, Any] = {
            "school": calendar.school,
            "school_year": calendar.school_year.start,
            "version": calendar.version,
            "calendar": _CALENDAR.dump_python(calendar, mode="json"),
        }
        self._loaded.pop(calendar.school or "", None)
        return (await self._connection.execute(keep_newest(_calendars, row, order="version"))).rowcount == 1

    async def _read(self, *conditions: sa.ColumnElement[bool]) -> list[SchoolCalendar]:
        rows = await self._connection.scalars(sa.select(_calendars.c.calendar).where(*conditions))
        return [_CALENDAR.validate_python(stored) for stored in rows]


def _by_year(calendars: Iterable[SchoolCalendar]) -> CalendarOf:
    by_year = {calendar.school_year: calendar for calendar in calendars}
    return lambda school_year: by_year.get(school_year) or flemish_calendar(school_year)


class KeepsCalendars(Protocol):
    """A unit of work with the copy of the calendars."""

    @property
    def calendars(self) -> Calendars: ...


async def on_calendar_changed(uow: KeepsCalendars, event: Received[CalendarChanged]) -> None:
    """A school's calendar is new or changed; what is planned or counted from now on follows it."""
    await uow.calendars.save(event.data.calendar())


def keys_of_calendar(changed: CalendarChanged) -> tuple[Key, ...]:
    """The key of the calendar that changed."""
    return (keys.calendar(changed.school, changed.school_year),)

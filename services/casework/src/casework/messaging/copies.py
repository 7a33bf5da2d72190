"""Copies that need no thinking: schools' calendars and the directory of contacts."""

from typing import Protocol

from casework.application.ports import CaseworkUnit
from shared.contracts.attendance_calendars import CalendarChanged
from shared.contracts.consultation_directory import ContactChanged
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear
from shared.messaging.parsing import Received
from shared.runtime.directory import Directory


class KeepsDirectory(Protocol):
    """A unit of work with the copy of the directory."""

    @property
    def directory(self) -> Directory: ...


async def calendar_changed(uow: CaseworkUnit, event: Received[CalendarChanged]) -> None:
    """A school's own calendar; terms counted from now on follow it."""
    data = event.data
    calendar = SchoolCalendar(
        school=data.school,
        school_year=SchoolYear.parse(data.school_year),
        base=data.base.value,
        sessions=tuple(Session(item.from_, item.until) for item in data.sessions),
        closures=tuple(Closure(item.date, item.half_day, item.reason) for item in data.closures),
        extra=tuple(ExtraHalfDay(item.date, item.half_day) for item in data.extra),
        version=data.version,
    )
    await uow.calendars.save(calendar)


async def calendar_removed(uow: CaseworkUnit, key: str) -> None:
    """The school has the Flemish calendar again. Raises InvalidField for a key without a school year."""
    school, _, school_year = key.partition(":")
    await uow.calendars.remove(school, SchoolYear.parse(school_year))


async def contact_changed(uow: KeepsDirectory, event: Received[ContactChanged]) -> None:
    """Whose schools are whose."""
    await uow.directory.apply(event.data, event.envelope.sequence or 1)

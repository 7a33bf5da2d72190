"""Copies that need no thinking: schools' calendars and the directory of contacts."""

from typing import Protocol

from casework.application.ports import CaseworkUnit
from shared.contracts.attendance_calendars import CalendarChanged
from shared.contracts.consultation_directory import ContactChanged
from shared.messaging.parsing import Received
from shared.runtime.directory import Directory


class KeepsDirectory(Protocol):
    """A unit of work with the copy of the directory."""

    @property
    def directory(self) -> Directory: ...


async def calendar_changed(uow: CaseworkUnit, event: Received[CalendarChanged]) -> None:
    """A school's own calendar; terms counted from now on follow it."""
    await uow.calendars.save(event.data.calendar())


async def contact_changed(uow: KeepsDirectory, event: Received[ContactChanged]) -> None:
    """Whose schools are whose."""
    await uow.directory.apply(event.data, event.envelope.version)

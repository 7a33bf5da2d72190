"""Copies that need no thinking: schools' calendars and the directory of contacts."""

from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.attendance_calendars import CalendarChanged
from shared.contracts.consultation_directory import ContactChanged
from shared.messaging.parsing import Received


async def on_calendar_changed(uow: CaseworkUnitOfWork, event: Received[CalendarChanged]) -> None:
    """A school's own calendar; terms counted from now on follow it."""
    await uow.calendars.save(event.data.calendar())


async def on_contact_changed(uow: CaseworkUnitOfWork, event: Received[ContactChanged]) -> None:
    """Whose schools are whose."""
    await uow.directory.apply(event.data, event.envelope.version)

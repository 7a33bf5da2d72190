"""The copy of schools' calendars."""

from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.attendance_calendars import CalendarChanged
from shared.messaging.parsing import Received


async def on_calendar_changed(uow: CaseworkUnitOfWork, event: Received[CalendarChanged]) -> None:
    """A school's own calendar; terms counted from now on follow it."""
    await uow.calendars.save(event.data.calendar())

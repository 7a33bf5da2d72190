"""Calendars of schools, as attendance tells of them."""

from casework.application.follow_calendar import follow_calendar
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.attendance_calendars import CalendarChanged
from shared.messaging.parsing import Received


async def on_calendar_changed(uow: CaseworkUnitOfWork, event: Received[CalendarChanged]) -> None:
    """A school's calendar is new or changed: what is counted in its school days follows it."""
    await follow_calendar(uow, event.data.calendar())

"""A school has another calendar."""

from consultation.application.ports import Unit
from shared.domain.school_calendar import SchoolCalendar


async def record_calendar(uow: Unit, calendar: SchoolCalendar) -> None:
    """Plan by this calendar from now on, unless a newer one is known. Meetings that are planned stay."""
    await uow.calendars.save(calendar)

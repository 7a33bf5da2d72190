"""A school has another calendar."""

from consultation.application.planning import Planning
from consultation.application.ports import Unit
from consultation.application.review_meetings import review_meetings
from shared.domain.school_calendar import SchoolCalendar


async def record_calendar(uow: Unit, school: str, calendar: SchoolCalendar, planning: Planning) -> None:
    """Plan by this calendar from now on, unless a newer one is known. Planned meetings that no longer fit say so."""
    await uow.calendars.save(calendar)
    await review_meetings(uow, await uow.meetings.awaited_at(school), planning)

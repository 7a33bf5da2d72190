"""A school has another calendar."""

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.review_meetings import review_meetings
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.school_calendar import SchoolCalendar
from shared.runtime.clock import Clock


async def record_calendar(
    uow: ConsultationUnitOfWork, school: str, calendar: SchoolCalendar, *, rules: MeetingRules, clock: Clock
) -> None:
    """Plan by this calendar from now on, unless a newer calendar is known. Meetings that no longer fit say so."""
    if await uow.calendars.save(calendar):
        uow.contacts.look_anew()  # rooms at a site of the school may be closed on other days
        await review_meetings(uow, await uow.meetings.awaited_at(school), rules=rules, clock=clock)

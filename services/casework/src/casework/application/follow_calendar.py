"""A school's calendar changed: youngsters of the school are to be reached by another day, perhaps."""

from casework.application.count_contact import count_contact
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.school_calendar import SchoolCalendar


async def follow_calendar(uow: CaseworkUnitOfWork, calendar: SchoolCalendar) -> None:
    """Keep the calendar, and count the contact days of the school's trajectories anew; nothing if it is not newer.

    Terms that were told to somebody stay as they were told.
    """
    if not await uow.calendars.save(calendar) or calendar.school is None:
        return
    persons = await uow.trajectories.persons_at(calendar.school)
    await uow.lock_persons(*persons.values())
    await uow.calendars.load([calendar.school])
    for case_id in persons:
        case = await uow.cases.get(case_id)
        if case.is_open and case.school == calendar.school:
            await count_contact(uow, case)

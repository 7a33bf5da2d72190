"""Calendars from a file, beside others who change the same ones."""

import asyncio
from datetime import date

from attendance.register.application.change_calendar import show_calendar
from attendance.school_files.application.import_calendars import CalendarsFile, import_calendars
from attendance.school_files.domain.lines import SessionLine
from attendance.testing.factories import SCHOOL, YEAR
from shared.domain.school_calendar import Closure, SchoolCalendar, Session

from .harness import Harness

AUTUMN = SessionLine(2, SCHOOL, YEAR, Session(date(2026, 9, 1), date(2026, 12, 18)))
STAFF_DAY = Closure(date(2026, 10, 5), None, "pedagogische studiedag")


async def test_a_closure_set_meanwhile_is_kept(harness: Harness) -> None:
    async with harness.units() as school:
        await harness.use_cases.change_calendar(school, SchoolCalendar(SCHOOL, YEAR, closures=(STAFF_DAY,)), None)
        file = CalendarsFile(lambda: iter([AUTUMN]))
        importing = asyncio.create_task(
            import_calendars(harness.units, file, change_calendar=harness.use_cases.change_calendar)
        )
        await asyncio.sleep(0.5)
        assert not importing.done()
    await importing
    async with harness.units() as uow:
        calendar = await show_calendar(uow, SCHOOL, YEAR)
    assert (calendar.version, calendar.closures) == (2, (STAFF_DAY,))

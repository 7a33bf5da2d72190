"""Calendars from a file, beside others who change the same ones."""

import asyncio
from datetime import date

from attendance.register.application.change_calendar import change_calendar, show_calendar
from attendance.school_files.application.import_calendars import import_calendars
from attendance.school_files.domain.lines import SessionLine
from shared.domain.school_calendar import Closure, SchoolCalendar, Session

from .register import SCHOOL, YEAR, Register

AUTUMN = SessionLine(2, SCHOOL, YEAR, Session(date(2026, 9, 1), date(2026, 12, 18)))
STAFF_DAY = Closure(date(2026, 10, 5), None, "pedagogische studiedag")


async def test_a_closure_set_meanwhile_is_kept(register: Register) -> None:
    async with register.units() as school:
        await change_calendar(school, SchoolCalendar(SCHOOL, YEAR, closures=(STAFF_DAY,)), register.circumstances)
        importing = asyncio.create_task(
            import_calendars(register.units, lambda: iter([AUTUMN]), register.circumstances)
        )
        await asyncio.sleep(0.5)
        assert not importing.done()
    await importing
    async with register.units() as uow:
        calendar = await show_calendar(uow, SCHOOL, YEAR)
    assert (calendar.version, calendar.closures) == (2, (STAFF_DAY,))

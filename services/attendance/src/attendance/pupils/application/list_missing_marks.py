"""List the half days without marks: of a school in days, and the pupils of one half day."""

import datetime as dt
from collections.abc import Sequence

from attendance.pupils.domain.missing_marks import MarkedHalfDay, PupilWithoutMark
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.half_days import WHOLE_DAY, HalfDay


async def list_marked_half_days(
    uow: AttendanceUnitOfWork, school: str, *, first: dt.date, last: dt.date
) -> Sequence[MarkedHalfDay]:
    """The half days with lessons from `first` to `last`, both included, on which pupils were expected."""
    days = SchoolDays(await uow.calendars.own({school}))
    dates = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    half_days = [
        (day, half_day)
        for day in dates
        for half_day in WHOLE_DAY
        if days.school_year_of(school, day, half_day) is not None
    ]
    return await uow.missing_marks.numbers(school, half_days) if half_days else ()


async def list_pupils_without_mark(
    uow: AttendanceUnitOfWork, school: str, day: dt.date, *, half_day: HalfDay, limit: int = 200
) -> Sequence[PupilWithoutMark]:
    """At most `limit` pupils of the school who were expected on this half day and have no mark."""
    return await uow.missing_marks.pupils(school, day, half_day=half_day, limit=limit)

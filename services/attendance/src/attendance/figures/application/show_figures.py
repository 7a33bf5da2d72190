"""Show the yearly figures: pupils by problematic half days and month, attendance by week."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from attendance.figures.domain.absences import Absences, EnrolledAlike
from attendance.figures.domain.figures import MonthFigures, Planned, WeekRate, half_days_by_week, months_until
from attendance.register.domain.planned_half_days import planned_half_days
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear


async def show_pupil_figures(
    uow: AttendanceUnitOfWork, school_year: SchoolYear, today: date, *, school: str | None = None
) -> list[MonthFigures]:
    """Pupils at or above each published level, by school, level of education and month; `school` None is all schools.

    A person counts once, with the half days of all schools, by what is known now. The newest enrolment that holds at
    the end of the month gives the school and the level. Without such an enrolment, the enrolment that ended last gives
    them.
    """
    months = months_until(school_year, today)
    return await uow.figures.pupils(school_year, months, today=today, school=school) if months else []


async def show_week_rates(
    uow: AttendanceUnitOfWork, school_year: SchoolYear, school: str | None = None
) -> list[WeekRate]:
    """The attendance of each school and week, up to and with the date of that school's newest mark."""
    newest = await uow.figures.newest_dates(school)
    days = SchoolDays(await uow.calendars.own(newest))
    planned = _planned(await uow.figures.enrolled(school_year, school), days, school_year, newest=newest)
    absences = await uow.figures.absences(school_year, school)
    none = Absences()
    return [
        WeekRate(school_id, monday, planned[school_id, monday], *absences.get((school_id, monday), none))
        for school_id, monday in sorted(planned)
    ]


def _planned(
    groups: Iterable[EnrolledAlike], days: SchoolDays, school_year: SchoolYear, *, newest: Mapping[str, date]
) -> dict[tuple[str, date], Planned]:
    """What is planned at each school in each week. Schools with the same calendar share what is worked out."""
    planned_of: dict[tuple[str, date], Planned] = {}
    weeks_of: dict[object, Counter[date]] = {}
    for school, expectation, pupils in groups:
        until = newest.get(school)
        if until is None:
            continue
        planned = planned_half_days(days.calendar(school, school_year))
        alike = (planned, expectation, until)
        if alike not in weeks_of:
            weeks_of[alike] = half_days_by_week(planned.half_days(expectation, last=until))
        for monday, number in weeks_of[alike].items():
            so_far = planned_of.get((school, monday), Planned())
            planned_of[school, monday] = Planned(so_far.pupils + pupils, so_far.half_days + pupils * number)
    return planned_of

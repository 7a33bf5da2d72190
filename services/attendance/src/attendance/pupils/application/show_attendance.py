"""Show a pupil's attendance in one school year, as the register has it."""

from attendance.pupils.domain.attendance import Attendance, OfPerson
from attendance.pupils.domain.pupil_year import FoundPupil
from attendance.register.domain.planned_half_days import planned_half_days
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.school_year import SchoolYear


async def show_attendance(uow: AttendanceUnitOfWork, school: str, pupil: str, *, school_year: SchoolYear) -> Attendance:
    """The attendance of this pupil. Raises NotFound for a pupil the register never heard of."""
    year = await uow.pupil_years.find(school, pupil, school_year)
    if year is None:
        raise NotFound("pupil")
    who = year.pupil
    silent = await uow.feeds.silent(school, school_year) if who.school_is_silent else {}
    return Attendance.of(
        (school, pupil),
        school_year,
        year.marks,
        person=OfPerson(who.person_id, year.person_count, year.levels, who.compulsory),
        planned=await _planned(uow, school, who, school_year=school_year),
        held=await uow.questions.held_of(who.pupil_id) if who.has_held else {},
        silent=any(who.expectation.holds(*half_day) for half_day in silent),
    )


async def _planned(uow: AttendanceUnitOfWork, school: str, who: FoundPupil, *, school_year: SchoolYear) -> int:
    if who.newest_mark is None:
        return 0
    own = await uow.calendars.own({school}) if who.school_has_calendars else ()
    calendar = SchoolDays(own).calendar(school, school_year)
    return planned_half_days(calendar).number(who.expectation, last=who.newest_mark)

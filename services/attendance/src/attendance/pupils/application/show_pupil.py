"""Show a pupil: who it is, its enrolments, and which half days a school year has for it."""

from attendance.pupils.application.show_attendance import show_attendance
from attendance.pupils.domain.pupil_file import PupilFile, SchoolYearOfPupil
from attendance.pupils.domain.pupil_year import FoundPupil
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.school_year import SchoolYear


async def show_pupil(uow: AttendanceUnitOfWork, school: str, pupil: str) -> PupilFile:
    """The pupil with its enrolments. Raises NotFound for a pupil the register never heard of."""
    who = await _find(uow, school, pupil)
    name = (await uow.persons.names({who.person_id})).get(who.person_id) if who.person_id else None
    registrations = await uow.registrations.load([who.pupil_id])
    return PupilFile(school, pupil, who.person_id, name, registrations[who.pupil_id].periods)


async def show_school_year(
    uow: AttendanceUnitOfWork, school: str, pupil: str, *, school_year: SchoolYear
) -> SchoolYearOfPupil:
    """The attendance with what it is measured by. Raises NotFound for a pupil the register never heard of."""
    attendance = await show_attendance(uow, school, pupil, school_year=school_year)
    who = await _find(uow, school, pupil)
    own = await uow.calendars.own({school}) if who.school_has_calendars else ()
    return SchoolYearOfPupil(attendance, SchoolDays(own).calendar(school, school_year), who.expectation)


async def _find(uow: AttendanceUnitOfWork, school: str, pupil: str) -> FoundPupil:
    who = await uow.pupil_years.pupil(school, pupil)
    if who is None:
        raise NotFound("pupil")
    return who

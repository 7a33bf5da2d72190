"""`GET /pupils/{school}/{pupil}/attendance` and `/export`: one pupil's attendance in a school year."""

from fastapi import APIRouter

from attendance.pupils.api.attendance_answers import AttendanceAnswer, LevelAndCountAnswer
from attendance.pupils.api.export_answers import ExportAnswer
from attendance.pupils.api.known_at import KnownAt, known_at
from attendance.pupils.application.export_pupil import export_pupil
from attendance.pupils.application.show_attendance import show_attendance
from attendance.pupils.application.show_attendance_then import show_attendance_then
from attendance.register.api.rights import MarkReader, Reader, sight_of
from attendance.register.api.school_years import SchoolYearAsked
from attendance.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS, Clock
from shared.runtime.http import Problem


def pupils_router(units: Units, clock: Clock) -> APIRouter:
    """The endpoints that read the register in `units`."""
    router = APIRouter(tags=["attendance"])

    @router.get("/pupils/{school}/{pupil}/attendance")
    async def get_attendance(
        school: str,
        pupil: str,
        principal: Reader,
        school_year: SchoolYearAsked = None,
        as_known_at: KnownAt = None,
    ) -> AttendanceAnswer | LevelAndCountAnswer:
        """A pupil's counts and half days at this school, and the person's count over all schools.

        With `as_known_at` the answer follows the marks, enrolments, persons and calendars that were known at that time.
        A mark that was sent again later with the same status has the newest time and event id. A CLB contact gets level
        and count only. 404 for a pupil that the register does not know (or did not know then). 404 also for a pupil of
        a school that the caller may not see.
        """
        today = clock.today()
        then = known_at(as_known_at, clock.now())
        running = SchoolYear.of(then.astimezone(BRUSSELS).date() if then else today)
        asked = SchoolYear.parse(school_year) if school_year else running
        async with units.reading() if then is None else units() as uow:
            sight = await sight_of(principal, uow.directory, today)
            if not sight.sees(school):
                raise NotFound("pupil")
            if then is None:
                attendance = await show_attendance(uow, school, pupil, school_year=asked)
            else:
                attendance = await show_attendance_then(uow, school, pupil, school_year=asked, at=then)
        return AttendanceAnswer.of(attendance) if sight.sees_whole(school) else LevelAndCountAnswer.of(attendance)

    @router.get("/pupils/{school}/{pupil}/export")
    async def get_export(
        school: str, pupil: str, principal: MarkReader, school_year: SchoolYearAsked = None
    ) -> ExportAnswer:
        """Everything a pupil's count and levels of a school year rest on, so that others can work them out again.

        Marks and enrolments with both their times, the half days of the calendars, rules and signals, and no name. A
        school and its counsellor get the registers of their own schools. 403 for a CLB contact, who gets level and
        count only.
        """
        now = clock.now()
        today = now.date()
        asked = SchoolYear.parse(school_year) if school_year else SchoolYear.of(today)
        async with units() as uow:
            await uow.exports.hold_still()
            sight = await sight_of(principal, uow.directory, today)
            if not sight.sees(school):
                raise NotFound("pupil")
            if not sight.sees_whole(school):
                raise Problem("forbidden", "A CLB contact gets level and count only.")
            export = await export_pupil(uow, school, pupil, school_year=asked, sees=sight.sees_whole)
            return ExportAnswer.seen_by(sight, export, now)

    return router

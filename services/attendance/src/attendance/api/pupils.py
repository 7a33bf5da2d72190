"""`GET /pupils/{school}/{pupil}/attendance`: one pupil's attendance in a school year."""

from typing import Annotated

from fastapi import APIRouter, Query

from attendance.api.attendance_answers import AttendanceAnswer, LevelAndCount
from attendance.api.rights import Reader, sight_of
from attendance.api.units import Units
from attendance.application.circumstances import Circumstances
from attendance.application.show_attendance import show_attendance
from shared.domain.errors import NotFound
from shared.domain.school_year import SchoolYear

SchoolYearAsked = Annotated[
    str | None, Query(examples=["2026-2027"], description="School year; the running one when absent")
]


def pupils_router(units: Units, circumstances: Circumstances) -> APIRouter:
    """The endpoint that reads the register in `units`."""
    router = APIRouter(tags=["attendance"])

    @router.get("/pupils/{school}/{pupil}/attendance")
    async def get_attendance(
        school: str, pupil: str, principal: Reader, school_year: SchoolYearAsked = None
    ) -> AttendanceAnswer | LevelAndCount:
        """A pupil's counts and half days at this school, and the person's count over all schools.

        A CLB contact gets level and count only. 404 for a pupil the register never heard of, or of another's school.
        """
        today = circumstances.clock.today()
        asked = SchoolYear.parse(school_year) if school_year else SchoolYear.of(today)
        async with units() as uow:
            sight = await sight_of(principal, uow.directory, today)
            if not sight.sees(school):
                raise NotFound("pupil")
            attendance = await show_attendance(uow, school, pupil, asked)
        return AttendanceAnswer.of(attendance) if sight.sees_whole(school) else LevelAndCount.of(attendance)

    return router

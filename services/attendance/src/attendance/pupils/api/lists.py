"""`GET /pupils`, `GET /attendance-records`: what a school's secretary goes through, more than one pupil at a time."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query

from attendance.pupils.api.attendance_answers import LevelAndCountAnswer
from attendance.pupils.api.list_answers import PupilAnswer, UnsettledAnswer, level_and_count
from attendance.pupils.application.list_pupils import list_pupils
from attendance.pupils.application.list_unsettled_marks import list_unsettled_marks
from attendance.pupils.domain.listed_pupil import PupilFilter
from attendance.pupils.domain.unsettled_mark import Unsettled, UnsettledFilter
from attendance.register.api.rights import MarkReader, Reader, sight_of
from attendance.unit_of_work import Units
from shared.contracts.moments import IsoDate
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import Listing, Paged, invalid, listing

_School = Annotated[str | None, Query(pattern="^[0-9]{6}$", examples=["123456"])]


def lists_router(units: Units, clock: Clock) -> APIRouter:
    """The endpoints that list pupils and marks in `units`."""
    router = APIRouter()

    @router.get("/pupils", tags=["attendance"])
    async def get_pupils(
        principal: Reader,
        page: Paged,
        school: _School = None,
        class_: Annotated[
            str | None, Query(alias="class", max_length=200, examples=["3A"], description="In this class today")
        ] = None,
    ) -> Listing[PupilAnswer | LevelAndCountAnswer]:
        """Pupils of the caller's schools, by school and register number.

        A pupil is listed who is enrolled in the running school year or has marks in it. The answer has the count and
        the levels of the person over all schools, and no name. A CLB contact gets level and count only, and nobody by
        class.
        """
        after = page.after(str, str)
        today = clock.today()
        async with units.reading() as uow:
            sight = await sight_of(principal, uow.directory, today)
            wanted = PupilFilter(SchoolYear.of(today), today, school, class_, sight.of_class(class_))
            pupils = await list_pupils(uow, wanted, after=after, limit=page.limit + 1)
        shown, next_cursor = page.cut(pupils, lambda listed: (listed.found.school, listed.found.pupil))
        return listing(
            [
                PupilAnswer.of_listed(listed) if sight.sees_whole(listed.found.school) else level_and_count(listed)
                for listed in shown
            ],
            next_cursor,
        )

    @router.get("/attendance-records", tags=["marks"])
    async def get_attendance_records(
        principal: MarkReader,
        page: Paged,
        school: _School = None,
        status: Unsettled | None = None,
        first: Annotated[IsoDate | None, Query(alias="from", description="First day, included")] = None,
        until: Annotated[IsoDate | None, Query(description="Last day, included")] = None,
    ) -> Listing[UnsettledAnswer]:
        """Marks of the caller's schools to look into, by half day, school and register number.

        `pending` marks wait for an enrolment. `rejected` marks do not count. The school still has to say what `unknown`
        marks mean. Without `status` the list has all three. What counts is in each pupil's attendance.
        """
        if first is not None and until is not None and until < first:
            raise invalid("until", "must not be before `from`")
        after = page.after(dt.date, int, str, str, dt.datetime, str)
        async with units.reading() as uow:
            sight = await sight_of(principal, uow.directory, clock.today())
            wanted = UnsettledFilter(school, status, first, until, sight.whole)
            marks = await list_unsettled_marks(uow, wanted, after=after, limit=page.limit + 1)
        shown, next_cursor = page.cut(marks, lambda mark: mark.key)
        return listing([UnsettledAnswer.of(mark) for mark in shown], next_cursor)

    return router

"""`/school/{school}/nakijken`: marks that wait, do not count or mean nothing known, with why and what to do."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from attendance.pupils.application.list_unsettled_marks import list_unsettled_marks
from attendance.pupils.domain.unsettled_mark import Unsettled, UnsettledFilter
from attendance.register.api.rights import MarkReader
from attendance.unit_of_work import Units
from attendance.web.school.seen import School, name_of_seen
from attendance.web.school.words.unsettled import UNSETTLED, WHAT_TO_DO
from attendance.web.words import NOT_COUNTED
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages
from shared.web.places import SCHOOL_START

_Cursor = Annotated[str | None, Query(max_length=1000)]


def unsettled_pages_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The page of marks to look into, from the first day of the running school year on."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"{SCHOOL_START}/{{school}}/nakijken")
    @as_page
    async def unsettled_page(
        request: Request, school: School, principal: MarkReader, soort: Unsettled | None = None, cursor: _Cursor = None
    ) -> Response:
        """The marks, by half day; of one kind, where that is chosen."""
        page = Page(cursor=cursor or None)
        after = page.after(dt.date, int, str, str, dt.datetime, str)
        wanted = UnsettledFilter(school, soort, SchoolYear.of(clock.today()).first_day)
        async with units.reading() as uow:
            name = await name_of_seen(uow, principal, school, clock=clock)
            marks = await list_unsettled_marks(uow, wanted, after=after, limit=page.limit + 1)
        shown, following = page.cut(marks, lambda mark: mark.key)
        return pages.page(
            request.scope,
            "school_unsettled",
            chosen=soort,
            following=following,
            marks=shown,
            school=school,
            school_name=name,
            writes=principal.is_any(Role.SCHOOL, Role.COORDINATOR),
            NOT_COUNTED=NOT_COUNTED,
            UNSETTLED=UNSETTLED,
            WHAT_TO_DO=WHAT_TO_DO,
        )

    return router

"""`/school/{school}/ontbreekt`: half days about which the school sent nothing, and pupils without a mark, by day."""

import datetime as dt
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from attendance.feeds.application.list_silences import list_silences
from attendance.feeds.domain.feed import SilenceFilter
from attendance.pupils.application.list_missing_marks import list_marked_half_days, list_pupils_without_mark
from attendance.pupils.domain.missing_marks import MarkedHalfDay
from attendance.register.api.rights import SchoolReader
from attendance.unit_of_work import Units
from attendance.web.school.seen import School, name_of_seen
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import invalid
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages
from shared.web.places import SCHOOL_START

_MOST_SILENCES = _MOST_PUPILS = 200
_WEEK = dt.timedelta(days=7)
_LAST_OF_WEEK = dt.timedelta(days=6)


def missing_pages_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The pages of what is missing: a week at a time, and the pupils of one half day."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"{SCHOOL_START}/{{school}}/ontbreekt")
    @as_page
    async def missing_page(
        request: Request, school: School, principal: SchoolReader, dag: dt.date | None = None
    ) -> Response:
        """Silent half days, and the half days of the week of a day with how many pupils have no mark."""
        today = clock.today()
        monday = _monday(dag or today)
        async with units.reading() as uow:
            name = await name_of_seen(uow, principal, school, clock=clock)
            silences = await list_silences(uow, SilenceFilter(school, "open"), limit=_MOST_SILENCES)
            half_days = await list_marked_half_days(uow, school, first=monday, last=min(monday + _LAST_OF_WEEK, today))
        return pages.page(
            request.scope,
            "school_missing",
            days=_by_day(half_days),
            monday=monday,
            before=monday - _WEEK,
            following=monday + _WEEK if monday + _WEEK <= today else None,
            school=school,
            school_name=name,
            silent=[half_day for silence in silences for half_day in silence.half_days],
        )

    @router.get(f"{SCHOOL_START}/{{school}}/ontbreekt/{{day}}/{{half_day}}")
    @as_page
    async def half_day_page(
        request: Request, school: School, day: dt.date, half_day: HalfDay, principal: SchoolReader
    ) -> Response:
        """The pupils who were expected on this half day and have no mark."""
        _monday(day)
        async with units.reading() as uow:
            name = await name_of_seen(uow, principal, school, clock=clock)
            of_day = await list_marked_half_days(uow, school, first=day, last=min(day, clock.today()))
            numbers = next((item for item in of_day if item.half_day is half_day), MarkedHalfDay(day, half_day, 0, 0))
            pupils = await list_pupils_without_mark(uow, school, day, half_day=half_day, limit=_MOST_PUPILS)
        return pages.page(
            request.scope,
            "school_half_day",
            numbers=numbers,
            pupils=pupils if numbers.expected else (),
            school=school,
            school_name=name,
            writes=principal.is_any(Role.SCHOOL, Role.COORDINATOR),
        )

    return router


def _monday(day: dt.date) -> dt.date:
    """The Monday of the week. Raises Problem (422) for a day of no school year that there is."""
    try:
        SchoolYear.parse(str(SchoolYear.of(day)))
    except InvalidField:
        raise invalid("dag", "must be a day of a school year") from None
    return day - dt.timedelta(days=day.weekday())


def _by_day(half_days: Sequence[MarkedHalfDay]) -> dict[dt.date, list[MarkedHalfDay]]:
    days: dict[dt.date, list[MarkedHalfDay]] = {}
    for item in half_days:
        days.setdefault(item.date, []).append(item)
    return days

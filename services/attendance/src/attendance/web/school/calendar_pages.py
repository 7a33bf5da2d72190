"""`/school/{school}/kalender/{school_year}`: the school's year, and the days on which the school closes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from attendance.register.api.rights import Recorder, require_own
from attendance.register.application.change_calendar import ChangeCalendar, free_days_beyond, show_calendar
from attendance.register.domain.errors import StaleVersion
from attendance.unit_of_work import Units
from attendance.web.school.calendar_shown import months_of
from attendance.web.school.seen import School
from attendance.web.school.words.calendars import (
    BACKWARDS,
    CHANGED,
    DONE,
    KINDS,
    NO_LESSONS,
    OUTSIDE,
    TOO_MANY,
    closure_in_words,
    excess_in_words,
)
from shared.contracts.fields import SchoolYearLabel, Site, TypedLine
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ClosureKind, SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages
from shared.web.places import SCHOOL_START

_MOST = 400
_OPENS = "open"

Year = Annotated[SchoolYearLabel, Path()]


class CloseBody(BaseModel):
    """The days on which the school closes; `versie` is the version of the calendar that was looked at."""

    versie: int
    dag: IsoDate
    tot: IsoDate | None = None
    deel: HalfDay | None = None
    reden: TypedLine
    gebruik: ClosureKind | None = None
    site: Site | None = None

    def closures(self, calendar: SchoolCalendar) -> Iterator[Closure]:
        """A closure of each day on which something of it has lessons by the calendar."""
        day, last = self.dag, self.tot or self.dag
        while day <= last:
            lessons = calendar.half_days_on(day, self.site) if self.site else calendar.half_days_anywhere_on(day)
            if lessons and self.deel in (None, *lessons):
                yield Closure(day, self.deel, self.reden, self.site, self.gebruik)
            day += dt.timedelta(days=1)

    def added_to(self, calendar: SchoolCalendar) -> tuple[SchoolCalendar, dict[str, str]]:
        """The calendar with these closures; or as it was, with what is wrong by field."""
        bounds = (self.dag, self.tot or self.dag)
        if any(SchoolYear.of(day) != calendar.school_year for day in bounds if calendar.base == "flanders"):
            return calendar, {"dag": OUTSIDE}
        if bounds[1] < bounds[0]:
            return calendar, {"tot": BACKWARDS}
        if (bounds[1] - bounds[0]).days > _MOST:
            return calendar, {"tot": OUTSIDE}
        added = [closure for closure in self.closures(calendar) if closure not in calendar.closures]
        if not added:
            return calendar, {"dag": NO_LESSONS}
        closures = sorted((*calendar.closures, *added), key=_place)
        if len(closures) > _MOST:
            return calendar, {"tot": TOO_MANY}
        try:
            return replace(calendar, closures=tuple(closures)), {}
        except InvalidField:
            return calendar, {"dag": OUTSIDE}


class OpenBody(BaseModel):
    """The closure that falls, by its number from 0 on in the calendar of this version."""

    versie: int
    nummer: int

    def taken_from(self, calendar: SchoolCalendar) -> SchoolCalendar:
        """The calendar without the closure; as it was where there is no such number."""
        kept = (closure for number, closure in enumerate(calendar.closures) if number != self.nummer)
        return replace(calendar, closures=tuple(kept))


def calendar_pages_router(units: Units, pages: Pages, *, clock: Clock, change_calendar: ChangeCalendar) -> APIRouter:
    """The page of a school's year."""
    router = APIRouter(include_in_schema=False)
    path = f"{SCHOOL_START}/{{school}}/kalender"

    async def page(request: Request, school: str, year: str, *, form: Form, status: int = 200) -> Response:
        async with units.reading() as uow:
            calendar = await show_calendar(uow, school, SchoolYear.parse(year))
            beyond = await free_days_beyond(uow, calendar)
            names = await uow.school_names.of([school])
        return pages.page(
            request.scope,
            "school_calendar",
            status=status,
            calendar=calendar,
            done=DONE.get(request.query_params.get("gedaan", "")),
            excesses=[excess_in_words(excess) for excess in beyond],
            form=form,
            months=months_of(calendar),
            opens=_OPENS,
            school=school,
            school_name=names.get(school),
            years=[SchoolYear(calendar.school_year.start + step) for step in (-1, 0, 1)],
            KINDS=KINDS,
            closure_in_words=closure_in_words,
        )

    @router.get(path)
    @as_page
    async def running_year(school: School, principal: Recorder) -> Response:
        """Lead to the calendar of the running school year."""
        require_own(principal, [school])
        return RedirectResponse(f"{SCHOOL_START}/{school}/kalender/{SchoolYear.of(clock.today())}", 303)

    @router.get(f"{path}/{{school_year}}")
    @as_page
    async def calendar_page(
        request: Request, school: School, school_year: Year, principal: Recorder, dag: dt.date | None = None
    ) -> Response:
        """The year, and the form that closes a day; it has the day that was clicked."""
        require_own(principal, [school])
        return await page(request, school, school_year, form=Form({"dag": dag.isoformat()} if dag else {}))

    @router.post(f"{path}/{{school_year}}")
    @as_page
    async def change(request: Request, school: School, school_year: Year, principal: Recorder) -> Response:
        """Close days, or open one again; nothing is changed of a calendar that changed meanwhile."""
        require_own(principal, [school])
        opening = await submitted(request, OpenBody)
        closing = await submitted(request, CloseBody)
        is_opening = opening.form.value("stap") == _OPENS
        sent = opening if is_opening else closing
        if sent.body is None:
            return await page(request, school, school_year, form=sent.form, status=422)
        try:
            async with units() as uow:
                present = await show_calendar(uow, school, SchoolYear.parse(school_year))
                changed, errors = _changed(present, sent.body)
                if not errors:
                    await change_calendar(uow, changed, present.version)
        except StaleVersion:
            return await page(request, school, school_year, form=sent.form.wrong(form=CHANGED), status=409)
        if errors:
            return await page(request, school, school_year, form=sent.form.wrong(**errors), status=422)
        done = "open" if is_opening else "gesloten"
        return RedirectResponse(f"{SCHOOL_START}/{school}/kalender/{school_year}?gedaan={done}", 303)

    return router


def _changed(present: SchoolCalendar, body: CloseBody | OpenBody) -> tuple[SchoolCalendar, dict[str, str]]:
    """What the calendar is to be, and what is wrong by field. Raises StaleVersion for a form of another version."""
    if body.versie != present.version:
        raise StaleVersion("calendar", present.version)
    return body.added_to(present) if isinstance(body, CloseBody) else (body.taken_from(present), {})


def _place(closure: Closure) -> tuple[dt.date, str, str]:
    return closure.date, closure.half_day or "", closure.site or ""

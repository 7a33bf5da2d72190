"""`/leerlingen/{school}/{pupil}` and `/kalender` below it: a pupil, and the pupil's school year as a map."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from attendance.pupils.application.show_pupil import show_pupil, show_school_year
from attendance.pupils.domain.pupil_file import PupilFile
from attendance.register.api.rights import Reader, sight_of
from attendance.unit_of_work import Units
from attendance.web.early.words import said_signals
from attendance.web.explanations import counted, explained_levels
from attendance.web.heat_map import heat_map
from attendance.web.words import LEVELS_OF_EDUCATION, NOT_COUNTED, PROVISIONAL, STATES, day_in_words
from shared.domain.errors import NotFound
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import Principal
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages, is_part

CaseAsked = Annotated[str | None, Query(pattern="^[A-Za-z0-9-]{1,40}$")]
"""The reference of the case that a page leads back to."""

_WORDS: Mapping[str, Any] = {
    "LEVELS_OF_EDUCATION": LEVELS_OF_EDUCATION,
    "NOT_COUNTED": NOT_COUNTED,
    "PROVISIONAL": PROVISIONAL,
    "STATES": STATES,
    "day_in_words": day_in_words,
}


def pupil_page_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The pages of a pupil."""
    router = APIRouter(include_in_schema=False)

    @router.get("/leerlingen/{school}/{pupil}")
    @as_page
    async def pupil_page(
        request: Request, school: str, pupil: str, principal: Reader, schooljaar: str | None = None
    ) -> Response:
        """The pupil: enrolments, counts, the map of the school year, and which levels stand."""
        fields = await _fields(units, (school, pupil), principal, clock=clock, asked=schooljaar)
        address = fields["address"]
        return pages.page(request.scope, "pupil", **fields, **_WORDS, case_reference=None, year_address=address)

    @router.get("/leerlingen/{school}/{pupil}/kalender")
    @as_page
    async def calendar_page(
        request: Request,
        school: str,
        pupil: str,
        principal: Reader,
        schooljaar: str | None = None,
        dossier: CaseAsked = None,
    ) -> Response:
        """The map of the school year alone: a page that leads back to a case, or a part of the page that asks."""
        fields = await _fields(units, (school, pupil), principal, clock=clock, asked=schooljaar)
        template = "calendar"
        if is_part(request):
            template = "calendar_part"
            fields["heat"] = fields["heat"] and fields["heat"].up_to(clock.today())
        return pages.page(request.scope, template, **fields, **_WORDS, case_reference=dossier, year_address=None)

    return router


async def _fields(
    units: Units, who: tuple[str, str], principal: Principal, *, clock: Clock, asked: str | None
) -> dict[str, Any]:
    """What the pages show. Raises NotFound for a pupil that is not there, or not the caller's to know of."""
    today = clock.today()
    school_year = SchoolYear.parse(asked) if asked else SchoolYear.of(today)
    async with units.reading() as uow:
        sight = await sight_of(principal, uow.directory, today)
        if not sight.sees(who[0]):
            raise NotFound("pupil")
        file = await show_pupil(uow, *who)
        year = await show_school_year(uow, *who, school_year=school_year)
        school_names = await uow.school_names.of([who[0]])
        explained = await explained_levels(uow, sight, file.person_id, school_year=school_year, at=who)
        is_whole = sight.sees_whole(who[0])
        early = (await said_signals(uow, [who], sight.whole)).get(who, []) if is_whole else []
    return {
        "address": "/leerlingen/" + "/".join(quote(part, safe="") for part in who),
        "attendance": year.attendance,
        "class_name": _class_name(file) if is_whole else None,
        "early": early,
        "explained": explained,
        "file": file,
        "heat": heat_map(year, counted(explained), today) if is_whole else None,
        "is_whole": is_whole,
        "school_name": school_names.get(who[0]),
        "school_year": school_year,
        "school_years": _school_years(file, school_year, SchoolYear.of(today)) if is_whole else [],
    }


def _class_name(file: PupilFile) -> str | None:
    return file.periods[-1].class_name if file.periods else None


def _school_years(file: PupilFile, asked: SchoolYear, running: SchoolYear) -> list[SchoolYear]:
    """The school years to choose from, newest first: those of the enrolments up to the running school year."""
    years = {asked, running}
    for period in file.periods:
        last = min(SchoolYear.of(period.valid_until), running) if period.valid_until else running
        years |= {SchoolYear(start) for start in range(SchoolYear.of(period.valid_from).start, last.start + 1)}
    return sorted(years, reverse=True)

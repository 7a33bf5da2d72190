"""`/cijfers-aanwezigheid`: attendance in numbers, as plots with tables and as files."""

import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from attendance.figures.api.figures import school_of_figures
from attendance.figures.application.show_figures import show_pupil_figures, show_week_rates
from attendance.figures.application.show_participation import show_participation, show_social_mix
from attendance.figures.domain.together import months_together, weeks_together
from attendance.register.api.rights import FiguresReader, Municipal
from attendance.register.domain.enrolment import EducationLevel
from attendance.unit_of_work import Units
from attendance.web.figure_numbers import levels_by_month, mix_by_school, rate_by_week, school_label, toddlers_by_age
from attendance.web.words import LEVELS_OF_EDUCATION, UNFIT_SCHOOL
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import invalid
from shared.runtime.http.routes import as_page
from shared.web.forms import Form
from shared.web.number_file import number_file
from shared.web.pages import Pages
from shared.web.plots import Numbers

FIGURES = "/cijfers-aanwezigheid"
_YEARS = 5
_SCHOOL = re.compile(r"[0-9]{6}", re.ASCII)
Short = Annotated[str, Query(max_length=100)]


def figures_page_router(units: Units, pages: Pages, *, clock: Clock, smallest_cell: int) -> APIRouter:
    """The figures as pages. Numbers of fewer pupils than `smallest_cell` are left out."""
    router = APIRouter(include_in_schema=False)

    def answered(
        request: Request,
        path: str,
        *tables: Numbers,
        chosen: Mapping[str, str],
        als: str,
        status: int = 200,
        **fields: object,
    ) -> Response:
        """The page, or with `als` one of its tables as a file."""
        for numbers in tables:
            if als == numbers.name:
                period = chosen.get("schooljaar") or clock.today().isoformat()
                return number_file(numbers, f"{numbers.name}-{period}", pages.headers)
        files = {item.name: f"{path}?{urlencode({**chosen, 'als': item.name})}" for item in tables}
        return pages.page(
            request.scope,
            "figures",
            status=status,
            address=path,
            tables=tables,
            files=files,
            chosen=chosen,
            smallest_cell=smallest_cell,
            years=[str(SchoolYear(SchoolYear.of(clock.today()).start - back)) for back in range(_YEARS)],
            levels=LEVELS_OF_EDUCATION,
            **{"form": Form(chosen), "schools": {}, "chooses_school": True, "dissimilarity": None, **fields},
        )

    @router.get(FIGURES)
    @as_page
    async def attendance_figures(
        request: Request,
        principal: FiguresReader,
        schooljaar: Short = "",
        school: Short = "",
        niveau: Short = "",
        als: Short = "",
    ) -> Response:
        """Levels by month and attendance by week, of all schools or of one. A school has its own."""
        year, level, asked = _year(schooljaar, clock), _level(niveau), school.strip()
        is_wrong = bool(asked) and not _SCHOOL.fullmatch(asked)
        of_school = school_of_figures(principal, None if is_wrong else asked or None)
        async with units() as uow:
            months = await show_pupil_figures(uow, year, clock.today(), school=of_school)
            weeks = await show_week_rates(uow, year, of_school)
            names = await uow.school_names.all()
        of_level = [item for item in months if level is None or item.level_of_education == level]
        chosen = {"schooljaar": str(year), "school": school.strip(), "niveau": niveau}
        tables = (
            levels_by_month(months_together(of_level, smallest_cell)),
            rate_by_week(weeks_together(weeks, smallest_cell)),
        )
        return answered(
            request,
            FIGURES,
            *(() if is_wrong else tables),
            chosen=chosen,
            als=als,
            status=422 if is_wrong else 200,
            form=Form(chosen, {"school": UNFIT_SCHOOL} if is_wrong else {}),
            schools=names,
            chooses_school=principal.is_any(Role.CASEWORKER, Role.COORDINATOR),
            said_of=school_label(of_school, names),
        )

    @router.get(f"{FIGURES}/kleuters")
    @as_page
    async def toddlers(
        request: Request, _: Municipal, schooljaar: Short = "", school: Short = "", als: Short = ""
    ) -> Response:
        """Participation of toddlers by age, in the municipality or at a school."""
        year, of_school = _year(schooljaar, clock), school.strip() or None
        async with units() as uow:
            figures = await show_participation(uow, year, clock.today(), smallest=smallest_cell)
            names = await uow.school_names.all()
        items = [item for item in figures if item.school == of_school]
        chosen = {"schooljaar": str(year), "school": school.strip()}
        numbers = toddlers_by_age(items, year)
        return answered(
            request,
            f"{FIGURES}/kleuters",
            numbers,
            chosen=chosen,
            als=als,
            schools=names,
            said_of=school_label(of_school, names),
        )

    @router.get(f"{FIGURES}/sociale-mix")
    @as_page
    async def social_mix(request: Request, _: Municipal, niveau: Short = "", als: Short = "") -> Response:
        """The social mix of the schools today."""
        level = _level(niveau)
        async with units() as uow:
            mix = await show_social_mix(uow, clock.today(), level, smallest=smallest_cell)
            names = await uow.school_names.all()
        numbers = mix_by_school(mix, names)
        return answered(
            request,
            f"{FIGURES}/sociale-mix",
            numbers,
            chosen={"niveau": niveau},
            als=als,
            dissimilarity=mix.dissimilarity,
            said_of=school_label(None, names),
        )

    return router


def _year(label: str, clock: Clock) -> SchoolYear:
    """The school year that is chosen, else the running one. Raises Problem (422)."""
    try:
        return SchoolYear.parse(label) if label else SchoolYear.of(clock.today())
    except InvalidField:
        raise invalid("schooljaar", "expected two years in a row such as 2026-2027") from None


def _level(name: str) -> EducationLevel | None:
    """The level of education that is chosen; None for all. Raises Problem (422)."""
    if name and name not in list(EducationLevel):
        raise invalid("niveau", "is no level of education")
    return EducationLevel(name) if name else None

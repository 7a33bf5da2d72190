"""`GET /statistics/…`: what a school year looks like in numbers, as JSON or CSV."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from attendance.figures.api.figure_answers import (
    PupilFiguresAnswer,
    PupilsOfMonthAnswer,
    RateFiguresAnswer,
    RateOfWeekAnswer,
    as_csv,
)
from attendance.figures.application.show_figures import show_pupil_figures, show_week_rates
from attendance.register.api.rights import FiguresReader
from attendance.register.api.school_years import SchoolYearAsked
from attendance.unit_of_work import Units
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem, answers
from shared.runtime.http.csv_answer import CSV, JSON, wants_csv

_IN_BOTH: dict[int | str, dict[str, Any]] = {
    200: {"description": "As `Accept` asks: JSON, or CSV with the fields of an item as columns", "content": {CSV: {}}}
}

SchoolAsked = Annotated[
    str | None, Query(pattern="^[0-9]{6}$", examples=["123456"], description="Institution number; all when absent")
]


def figures_router(units: Units, *, clock: Clock, smallest_cell: int) -> APIRouter:
    """The endpoints that add up what is in `units`."""
    router = APIRouter(prefix="/statistics", tags=["statistics"])

    @router.get("/problematic-half-days", response_model=PupilFiguresAnswer, responses=_IN_BOTH)
    @answers(JSON, CSV)
    async def get_pupils(
        request: Request, principal: FiguresReader, school: SchoolAsked = None, school_year: SchoolYearAsked = None
    ) -> PupilFiguresAnswer | Response:
        """Pupils with at least 5, 10, 15 and 30 problematic half days, by school, level of education and month.

        Months are cumulative, and follow what is known now. A pupil counts once, with the half days of all schools. The
        pupil counts at the school of the newest enrolment that holds at the end of the month. Without such an
        enrolment, the enrolment that ended last decides.
        """
        now = clock.now()
        asked = SchoolYear.parse(school_year) if school_year else SchoolYear.of(now.date())
        async with units() as uow:
            months = await show_pupil_figures(uow, asked, now.date(), school=school_of_figures(principal, school))
        items = [PupilsOfMonthAnswer.of(figures, smallest_cell) for figures in months]
        answer = PupilFiguresAnswer(school_year=str(asked), known_at=now, smallest_cell=smallest_cell, items=items)
        return as_csv(answer, PupilsOfMonthAnswer, "problematic-half-days") if wants_csv(request) else answer

    @router.get("/attendance-rates", response_model=RateFiguresAnswer, responses=_IN_BOTH)
    @answers(JSON, CSV)
    async def get_rates(
        request: Request, principal: FiguresReader, school: SchoolAsked = None, school_year: SchoolYearAsked = None
    ) -> RateFiguresAnswer | Response:
        """Attendance by school and week: the share of the half days planned for all pupils that were attended."""
        now = clock.now()
        asked = SchoolYear.parse(school_year) if school_year else SchoolYear.of(now.date())
        async with units() as uow:
            weeks = await show_week_rates(uow, asked, school_of_figures(principal, school))
        items = [RateOfWeekAnswer.of(week, smallest_cell) for week in weeks]
        answer = RateFiguresAnswer(school_year=str(asked), known_at=now, smallest_cell=smallest_cell, items=items)
        return as_csv(answer, RateOfWeekAnswer, "attendance-rates") if wants_csv(request) else answer

    return router


def school_of_figures(principal: Principal, asked: str | None) -> str | None:
    """The school whose figures are added up, None for all. A school's software has its own only.

    Raises Problem (403) where it asks for another.
    """
    if principal.is_any(Role.CASEWORKER, Role.COORDINATOR):
        return asked
    if principal.school is None or asked not in (None, principal.school):
        raise Problem("forbidden", "A school has its own figures only.")
    return principal.school

"""`GET /statistics/around-cases`: attendance before and after cases, in numbers, as JSON or CSV."""

from datetime import datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from attendance.figures.application.show_around_cases import show_around_cases
from attendance.figures.domain.around_cases import HALF_DAYS, AroundCases
from attendance.register.api.answers import DESCRIBED
from attendance.register.api.rights import Municipal
from attendance.register.api.school_years import SchoolYearAsked
from attendance.unit_of_work import Units
from shared.contracts.fields import Slug
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import answers
from shared.runtime.http.csv_answer import CSV, JSON, csv_answer, wants_csv

_IN_BOTH: dict[int | str, dict[str, Any]] = {
    200: {"description": "As `Accept` asks: JSON, or CSV with the fields of an item as columns", "content": {CSV: {}}}
}
_School = Annotated[
    str | None, Query(pattern="^[0-9]{6}$", examples=["123456"], description="Institution number; all when absent")
]
_CaseType = Annotated[Slug | None, Query(examples=["truancy"], description="Type of case; all when absent")]


class AroundCasesAnswer(BaseModel):
    """Cases of a school and type with the attendance around them.

    A number that is small, or that would give a small one away, is null, and so is its rate.
    """

    model_config = DESCRIBED

    school: str | None
    """School of the cases as they were opened; null for cases at no school."""
    case_type: str = Field(examples=["truancy"])
    """Type of case."""
    cases: int | None
    """Pupils with a case; each counts once, with the first."""
    cases_before: int | None
    """Of those, with all half days before the opening known."""
    rate_before: float | None = Field(examples=[0.812])
    """The share of the planned half days before the day of the opening that was attended."""
    cases_after_opening: int | None
    """Of those, with all half days after the opening known too."""
    rate_after_opening: float | None = Field(examples=[0.874])
    """The share of those after the day of the opening."""
    cases_after_end: int | None
    """Of those, closed or withdrawn, and with all half days after that known too."""
    rate_after_end: float | None = Field(examples=[0.921])
    """The share of those after the day on which the case ended."""

    @classmethod
    def of(cls, around: AroundCases, smallest_cell: int) -> Self:
        cases, before, after_opening, after_end = around.cells(smallest_cell)
        return cls(
            school=around.school,
            case_type=around.case_type,
            cases=cases,
            cases_before=before,
            rate_before=around.before[1].rate if before else None,
            cases_after_opening=after_opening,
            rate_after_opening=around.after_opening[1].rate if after_opening else None,
            cases_after_end=after_end,
            rate_after_end=around.after_end[1].rate if after_end else None,
        )


class AroundCasesFiguresAnswer(BaseModel):
    """Attendance around the cases of a school year by what is known now."""

    model_config = DESCRIBED

    school_year: str = Field(examples=["2026-2027"])
    """The school year of the cases."""
    half_days: int = Field(examples=[HALF_DAYS])
    """How many planned half days in a row each rate is taken of."""
    known_at: datetime
    """When this was added up; a correction changes it."""
    smallest_cell: int
    """Numbers of fewer pupils are left out."""
    items: list[AroundCasesAnswer]
    """By school and type of case, cases at no school last."""


def around_cases_router(units: Units, *, clock: Clock, smallest_cell: int) -> APIRouter:
    """The endpoint that sets attendance beside cases in `units`."""
    router = APIRouter(prefix="/statistics", tags=["statistics"])

    @router.get("/around-cases", response_model=AroundCasesFiguresAnswer, responses=_IN_BOTH)
    @answers(JSON, CSV)
    async def get_around_cases(
        request: Request,
        principal: Municipal,
        school: _School = None,
        case_type: _CaseType = None,
        school_year: SchoolYearAsked = None,
    ) -> AroundCasesFiguresAnswer | Response:
        """Attendance in the 40 half days before cases were opened, after that, and after they ended.

        By school and type of case. Late is present, unknown is left out, and half days count up to the date of each
        school's newest mark. The numbers say what happened, and not what a case brought about.
        """
        now = clock.now()
        asked = SchoolYear.parse(school_year) if school_year else SchoolYear.of(now.date())
        async with units() as uow:
            groups = await show_around_cases(uow, asked, school=school, case_type=case_type)
        items = [AroundCasesAnswer.of(around, smallest_cell) for around in groups]
        if wants_csv(request):
            return csv_answer(items, AroundCasesAnswer, f"around-cases-{asked}")
        return AroundCasesFiguresAnswer(
            school_year=str(asked), half_days=HALF_DAYS, known_at=now, smallest_cell=smallest_cell, items=items
        )

    return router

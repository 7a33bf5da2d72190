"""`/reports/multi-year-plan`: the report on one to six years, as JSON, PDF, HTML or CSV."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from consultation.api.rights import Actor
from consultation.overview.api.report_answers import MultiYearPlanAnswer
from consultation.overview.api.report_rows import ReportRowAnswer, report_rows
from consultation.overview.application.report_years import report_years
from consultation.overview.domain.report import FIRST_YEAR, LAST_YEAR, Report, Years
from consultation.unit_of_work import Units
from shared.papers.typesetting import PDF
from shared.runtime.clock import Clock
from shared.runtime.http import answers, preferred
from shared.runtime.http.csv_answer import CSV, JSON, csv_answer

HTML = "text/html"
_FORMS = (JSON, PDF, HTML, CSV)
_IN_ALL: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "As `Accept` asks: JSON, PDF/UA-1, HTML that word processors open, or CSV",
        "content": {PDF: {}, HTML: {}, CSV: {}},
    }
}
_FROM = Query(alias="from", ge=FIRST_YEAR, le=LAST_YEAR, description="First calendar year.")
_UNTIL = Query(ge=FIRST_YEAR, le=LAST_YEAR, description="Last calendar year, at most five later.")

Printed = Callable[[Report], Awaitable[Response]]
"""Makes a paper of a report."""
Written = Callable[[Report], Response]
"""Makes a file for a word processor of a report."""


def report_years_router(
    units: Units, *, printed: Printed, written: Written, smallest_cell: int, clock: Clock
) -> APIRouter:
    """The endpoint of the report on several years."""
    router = APIRouter(tags=["policy"])

    @router.get("/reports/multi-year-plan", response_model=MultiYearPlanAnswer, responses=_IN_ALL)
    @answers(*_FORMS)
    async def get_multi_year_plan(
        request: Request,
        _: Actor,
        from_: Annotated[int, _FROM],
        until: Annotated[int, _UNTIL],
    ) -> MultiYearPlanAnswer | Response:
        """How consultation is organised, objectives, actions with budget and co-financing, indicators, evaluations.

        Years are calendar years, for budgets are; a school year belongs to the calendar year in which it begins. Each
        number says where it comes from, and what is small is left out.
        """
        async with units() as uow:
            report = await report_years(uow, Years(from_, until), smallest=smallest_cell, clock=clock)
        form = preferred(", ".join(request.headers.getlist("accept")), _FORMS)
        if form == PDF:
            return await printed(report)
        if form == HTML:
            return written(report)
        answer = MultiYearPlanAnswer.of(report)
        return answer if form == JSON else csv_of(answer)

    return router


def csv_of(report: MultiYearPlanAnswer) -> Response:
    """The report as rows."""
    return csv_answer(list(report_rows(report)), ReportRowAnswer, f"multi-year-plan-{report.from_}-{report.until}")

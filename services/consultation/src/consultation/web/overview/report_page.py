"""`/beleid/meerjarenplan`: the report on one to six years, to read and to download."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from consultation.api.rights import Actor
from consultation.overview.api.report import csv_of
from consultation.overview.api.report_answers import MultiYearPlanAnswer
from consultation.overview.application.report_years import report_years
from consultation.overview.domain.report import MOST_YEARS, Report, Years
from consultation.unit_of_work import Units
from consultation.web.overview.report_paper import YearsPaper
from consultation.web.overview.words.report import UNFIT_YEARS
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.forms import Form
from shared.web.pages import Pages

ADDRESS = "/beleid/meerjarenplan"
Short = Annotated[str, Query(max_length=10)]


def report_page_router(units: Units, pages: Pages, *, paper: YearsPaper, smallest_cell: int, clock: Clock) -> APIRouter:
    """The page of the report."""
    router = APIRouter(include_in_schema=False)

    @router.get(ADDRESS)
    @as_page
    async def report_page(request: Request, _: Actor, van: Short = "", tot: Short = "", als: Short = "") -> Response:
        """The report on these calendar years, the running one and five more without; with `als` as a file."""
        this_year = clock.today().year
        chosen = {"van": van.strip() or str(this_year), "tot": tot.strip() or str(this_year + MOST_YEARS - 1)}
        years = _years(chosen)
        report = None
        if years is not None:
            async with units() as uow:
                report = await report_years(uow, years, smallest=smallest_cell, clock=clock)
            if file := await _file(report, paper, als):
                return file
        return pages.page(
            request.scope,
            "policy_report",
            status=200 if report else 422,
            address=f"{ADDRESS}?van={chosen['van']}&tot={chosen['tot']}",
            form=Form(chosen, {} if report else {"tot": UNFIT_YEARS}),
            blocks=paper.blocks(report) if report else [],
        )

    return router


def _years(chosen: dict[str, str]) -> Years | None:
    """The years; None for what are none, or more than six."""
    if not all(text.isdecimal() and len(text) == 4 for text in chosen.values()):
        return None
    try:
        return Years(int(chosen["van"]), int(chosen["tot"]))
    except InvalidField:
        return None


async def _file(report: Report, paper: YearsPaper, asked: str) -> Response | None:
    """The report as the file asked for; None for a page."""
    match asked:
        case "pdf":
            return await paper.printed(report)
        case "html":
            return paper.written(report)
        case "csv":
            return csv_of(MultiYearPlanAnswer.of(report))
    return None

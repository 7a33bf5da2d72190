"""`GET /figures/cases`: cases in numbers, as JSON or CSV."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from casework.api.case_change import Acting
from casework.api.queries import case_type_query
from casework.api.rights import LEADERS
from casework.application.show_figures import FiguresAsked, show_figures
from casework.domain.case_type import CaseTypes
from casework.domain.figures import Figure, Grouping, Hop
from casework.unit_of_work import CaseworkUnits
from shared.contracts.fields import SchoolNumber, SchoolYearLabel, Slug
from shared.domain.errors import NotFound
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import answers
from shared.runtime.http.csv_answer import CSV, JSON, csv_answer, wants_csv

_DESCRIBED = ConfigDict(use_attribute_docstrings=True)
_IN_BOTH: dict[int | str, dict[str, Any]] = {
    200: {"description": "As `Accept` asks: JSON, or CSV with a row for each number", "content": {CSV: {}}}
}


class OutcomeFigureAnswer(BaseModel):
    """Cases that ended with an outcome."""

    model_config = _DESCRIBED

    outcome: str
    """How they ended, by a word of their type."""
    cases: int | None
    """How many; null where that is a small number, or gives one away."""


class HopFigureAnswer(BaseModel):
    """How long a part of the way takes, in calendar days, over the cases that made both of its steps."""

    model_config = _DESCRIBED

    hop: Hop
    """From which step to which."""
    cases: int | None
    """How many cases made both; null where that is a small number, or gives one away, and so are the days."""
    median_days: float | None
    """Half of the cases took no longer."""
    p90_days: int | None
    """Nine of ten cases took no longer."""


class CaseFiguresAnswer(BaseModel):
    """The cases of one group. A number that is small, or that would give a small one away, is null."""

    model_config = _DESCRIBED

    group: str | None
    """The type, school, team or school year; null for cases at no school, or of no team."""
    cases: int | None
    """All cases; one that was merged into another does not count apart."""
    open: int | None
    """Those that have not ended."""
    withdrawn: int | None
    """Those that were withdrawn."""
    reopened: int | None
    """Those that were opened again at least once."""
    outcomes: list[OutcomeFigureAnswer]
    """Those that were closed, by outcome."""
    hops: list[HopFigureAnswer]
    """How long each part of the way takes."""

    @classmethod
    def of(cls, figure: Figure) -> Self:
        outcomes = [OutcomeFigureAnswer(outcome=name, cases=cell) for name, cell in figure.outcomes.items()]
        hops = [
            HopFigureAnswer(hop=hop, cases=item.cases, median_days=item.median, p90_days=item.p90)
            for hop, item in figure.hops.items()
        ]
        return cls(
            group=figure.key,
            cases=figure.cases,
            open=figure.open,
            withdrawn=figure.withdrawn,
            reopened=figure.reopened,
            outcomes=outcomes,
            hops=hops,
        )


class FiguresOfCasesAnswer(BaseModel):
    """Cases in numbers, by what is known now."""

    model_config = _DESCRIBED

    by: Grouping
    """What the groups are."""
    school_year: str | None = Field(examples=["2026-2027"])
    """The school year of the cases; null for all."""
    known_at: datetime
    """When this was added up."""
    smallest_cell: int
    """Numbers of fewer cases are left out."""
    items: list[CaseFiguresAnswer]
    """The groups, by name."""


class FigureRowAnswer(BaseModel):
    """A row of the CSV: one number of one group."""

    group: str | None
    measure: str
    cases: int | None
    median_days: float | None = None
    p90_days: int | None = None


def figures_router(units: CaseworkUnits, *, clock: Clock, smallest_cell: int, case_types: CaseTypes) -> APIRouter:
    """GET of figures. Numbers of fewer cases than ``smallest_cell`` are left out."""
    router = APIRouter(tags=["figures"])
    of_type = case_type_query(case_types)
    of_year = Query(description="School year of the cases; the running one when absent, and all with `by=school_year`")

    @router.get("/figures/cases", response_model=FiguresOfCasesAnswer, responses=_IN_BOTH)
    @answers(JSON, CSV)
    async def get_figures(
        request: Request,
        principal: Acting,
        by: Annotated[Grouping, Query(description="What the groups are")] = Grouping.CASE_TYPE,
        school_year: Annotated[SchoolYearLabel | None, of_year] = None,
        case_type: Annotated[str | None, of_type] = None,
        school: SchoolNumber | None = None,
        team: Annotated[Slug | None, Query(description="Only cases that a member of this team has or had last")] = None,
    ) -> FiguresOfCasesAnswer | Response:
        """How many cases there are, how they end, and how long each part of their way takes.

        Types of case that events say nothing of are in the figures for a coordinator alone.
        """
        year = _year(school_year, by, clock)
        async with units() as uow:
            of_team = await uow.teams.find(team) if team else None
            if team and of_team is None:
                raise NotFound("team", team)
            discreet = principal.is_any(*LEADERS)
            asked = FiguresAsked(by, year, discreet, case_type=case_type, school=school, team=of_team)
            figures = await show_figures(uow, asked, smallest=smallest_cell, clock=clock)
        items = [CaseFiguresAnswer.of(figure) for figure in figures]
        if wants_csv(request):
            rows = [row for item in items for row in _rows(item)]
            return csv_answer(rows, FigureRowAnswer, f"cases-by-{by.value.replace('_', '-')}-{year or 'all-years'}")
        return FiguresOfCasesAnswer(
            by=by,
            school_year=str(year) if year else None,
            known_at=clock.now(),
            smallest_cell=smallest_cell,
            items=items,
        )

    return router


def _year(school_year: str | None, by: Grouping, clock: Clock) -> SchoolYear | None:
    """The school year that is asked for; None for all."""
    if school_year is not None:
        return SchoolYear.parse(school_year)
    return None if by is Grouping.SCHOOL_YEAR else SchoolYear.of(clock.today())


def _rows(item: CaseFiguresAnswer) -> Iterator[FigureRowAnswer]:
    for measure in ("cases", "open", "withdrawn", "reopened"):
        yield FigureRowAnswer(group=item.group, measure=measure, cases=getattr(item, measure))
    for outcome in item.outcomes:
        yield FigureRowAnswer(group=item.group, measure=f"outcome {outcome.outcome}", cases=outcome.cases)
    for hop in item.hops:
        yield FigureRowAnswer(
            group=item.group, measure=hop.hop, cases=hop.cases, median_days=hop.median_days, p90_days=hop.p90_days
        )

"""`GET /toddlers/participation`, `GET /schools/social-mix`, `GET /schools/allowance-warnings`, as JSON or CSV."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from attendance.figures.api.participation_answers import (
    AllowanceAnswer,
    AllowanceOfSchoolAnswer,
    MixOfSchoolAnswer,
    SocialMixAnswer,
    ToddlerFiguresAnswer,
    ToddlersOfSchoolAnswer,
)
from attendance.figures.application.show_participation import (
    show_allowance_warnings,
    show_participation,
    show_social_mix,
)
from attendance.figures.domain.allowance import AllowanceRule
from attendance.register.api.rights import Municipal
from attendance.register.api.school_years import SchoolYearAsked
from attendance.register.domain.enrolment import EducationLevel
from attendance.unit_of_work import Units
from shared.contracts.moments import IsoDate
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import answers
from shared.runtime.http.csv_answer import CSV, JSON, csv_answer, wants_csv

_IN_BOTH: dict[int | str, dict[str, Any]] = {
    200: {"description": "As `Accept` asks: JSON, or CSV with the fields of an item as columns", "content": {CSV: {}}}
}


def participation_router(units: Units, *, clock: Clock, smallest_cell: int, allowance: AllowanceRule) -> APIRouter:
    """The endpoints that add up what is in `units` over all schools."""
    router = APIRouter(tags=["participation"])

    @router.get("/toddlers/participation", response_model=ToddlerFiguresAnswer, responses=_IN_BOTH)
    @answers(JSON, CSV)
    async def get_participation(
        request: Request, principal: Municipal, school_year: SchoolYearAsked = None
    ) -> ToddlerFiguresAnswer | Response:
        """Toddlers by school and age, and how many were present 100, 150, 185 or 290 half days.

        Up to and with the date of each school's newest mark. A child counts once, with the half days of all schools.
        The child counts at the school of the newest enrolment that holds. Without such an enrolment, the enrolment that
        ended last decides.
        """
        now = clock.now()
        asked = SchoolYear.parse(school_year) if school_year else SchoolYear.of(now.date())
        async with units() as uow:
            schools = await show_participation(uow, asked, now.date(), smallest=smallest_cell)
        items = [ToddlersOfSchoolAnswer.of(figures, asked) for figures in schools]
        if wants_csv(request):
            return csv_answer(items, ToddlersOfSchoolAnswer, f"toddlers-{asked}")
        return ToddlerFiguresAnswer(school_year=str(asked), known_at=now, smallest_cell=smallest_cell, items=items)

    @router.get("/schools/social-mix", response_model=SocialMixAnswer, responses=_IN_BOTH)
    @answers(JSON, CSV)
    async def get_social_mix(
        request: Request,
        principal: Municipal,
        on: Annotated[IsoDate | None, Query(description="Day on which pupils are enrolled; today when absent")] = None,
        level: Annotated[EducationLevel | None, Query(description="Level of education; all when absent")] = None,
    ) -> SocialMixAnswer | Response:
        """The share of pupils with the SES characteristic of each school beside that of the municipality."""
        now = clock.now()
        day = on or now.date()
        async with units() as uow:
            mix = await show_social_mix(uow, day, level, smallest=smallest_cell)
        items = [MixOfSchoolAnswer.of(mix_of_school) for mix_of_school in (*mix.schools, mix.municipality)]
        if wants_csv(request):
            return csv_answer(items, MixOfSchoolAnswer, f"social-mix-{day}")
        return SocialMixAnswer(
            on=day,
            level_of_education=level,
            known_at=now,
            smallest_cell=smallest_cell,
            dissimilarity=mix.dissimilarity,
            items=items,
        )

    @router.get("/schools/allowance-warnings", response_model=AllowanceAnswer, responses=_IN_BOTH)
    @answers(JSON, CSV)
    async def get_allowance_warnings(
        request: Request, principal: Municipal, school_year: SchoolYearAsked = None
    ) -> AllowanceAnswer | Response:
        """Pupils in lager and secundair who risk the school allowance, by school: a warning, no decision."""
        now = clock.now()
        asked = SchoolYear.parse(school_year) if school_year else SchoolYear.of(now.date())
        async with units() as uow:
            schools = await show_allowance_warnings(uow, asked, now.date(), rule=allowance, smallest=smallest_cell)
        items = [AllowanceOfSchoolAnswer.of(warnings) for warnings in schools]
        if wants_csv(request):
            return csv_answer(items, AllowanceOfSchoolAnswer, f"allowance-warnings-{asked}")
        return AllowanceAnswer(
            school_year=str(asked), years=allowance.years(asked), known_at=now, smallest_cell=smallest_cell, items=items
        )

    return router

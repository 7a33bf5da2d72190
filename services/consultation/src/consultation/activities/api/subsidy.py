"""`/activities/{id}/subsidy-file`: what funders ask of an activity, and what is still missing."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from consultation.activities.api.rights import Provider, asker_of, require_reads_file
from consultation.activities.api.subsidy_answers import SubsidyFileAnswer, SubsidyRowAnswer, rows_of
from consultation.activities.application.make_subsidy_file import make_subsidy_file
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import answers
from shared.runtime.http.csv_answer import CSV, JSON, csv_answer, wants_csv

_IN_BOTH: dict[int | str, dict[str, Any]] = {
    200: {"description": "As `Accept` asks: JSON, or CSV with a row for each field", "content": {CSV: {}}}
}


def subsidy_router(units: Units, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The endpoint of the subsidy file."""
    router = APIRouter(tags=["activities"])

    @router.get("/activities/{activity_id}/subsidy-file", response_model=SubsidyFileAnswer, responses=_IN_BOTH)
    @answers(JSON, CSV)
    async def get_subsidy_file(
        activity_id: UUID, request: Request, principal: Provider
    ) -> SubsidyFileAnswer | Response:
        """What funders ask of an activity, with what is still missing."""
        async with units() as uow:
            asker = await asker_of(principal, uow, clock.today())
            activity = await require_reads_file(asker, uow, activity_id)
            file = SubsidyFileAnswer.of(await make_subsidy_file(uow, activity, rules=rules))
        return csv_answer(list(rows_of(file)), SubsidyRowAnswer, "subsidy-file") if wants_csv(request) else file

    return router

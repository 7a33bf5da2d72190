"""`/objectives`: what the education policy is to reach, and who agreed on it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.api.rights import Coordinator, Member
from consultation.policy.api.objective_answers import ObjectiveAnswer
from consultation.policy.api.objective_bodies import AgreementBody, ObjectiveBody, ObjectiveChangeBody, PolicyWhyBody
from consultation.policy.api.rights import seat_of, visible_objective
from consultation.policy.application.act_on_objective import Act, act_on_objective
from consultation.policy.application.agree_objective import agree_objective
from consultation.policy.application.change_objective import change_objective
from consultation.policy.application.set_objective import set_objective
from consultation.policy.domain.objective import Objective
from consultation.policy.domain.queries import ObjectiveQuery
from consultation.policy.domain.states import ObjectiveStatus, ObjectiveStep
from consultation.unit_of_work import Units
from shared.contracts.fields import SchoolYearLabel
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]
ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]


def objectives_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of objectives."""
    router = APIRouter(tags=["policy"])

    @router.get("/objectives")
    async def get_objectives(
        page: Paged,
        principal: Member,
        status: Annotated[ObjectiveStatus | None, Query(description="Only those in this state.")] = None,
        school_year: Annotated[SchoolYearLabel | None, Query(description="Only those for this school year.")] = None,
    ) -> Listing[ObjectiveAnswer]:
        """Objectives, oldest first; a partner gets those that the own organisation has a part in."""
        async with units() as uow:
            seat = await seat_of(principal, uow, clock.today())
            asked = ObjectiveQuery(status=status, school_year=school_year, seat=seat)
            after = page.after(UUID)
            rows = await uow.objectives.page(asked, after=after[0] if after else None, limit=page.limit + 1)
        objectives, following = page.cut(rows, lambda objective: (objective.objective_id,))
        return listing([ObjectiveAnswer.of(objective) for objective in objectives], following)

    @router.post("/objectives", status_code=201)
    async def post_objective(body: ObjectiveBody, response: Response, _: Coordinator) -> ObjectiveAnswer:
        """Keep an objective. It is proposed until a body agrees on it."""
        async with units() as uow:
            objective = await set_objective(uow, body.details(), clock=clock)
        response.headers["Location"] = f"/objectives/{objective.objective_id}"
        return _answered(objective, response)

    @router.get("/objectives/{objective_id}")
    async def get_objective(objective_id: UUID, response: Response, principal: Member) -> ObjectiveAnswer:
        """One objective."""
        async with units() as uow:
            return _answered(await visible_objective(principal, uow, objective_id, today=clock.today()), response)

    @router.patch("/objectives/{objective_id}")
    async def patch_objective(
        objective_id: UUID, body: ObjectiveChangeBody, response: Response, _: Coordinator, expected: Expected
    ) -> ObjectiveAnswer:
        """Change an objective that goes on."""
        async with units() as uow:
            changed = await change_objective(uow, objective_id, body.changes(), clock=clock, expected=expected)
        return _answered(changed, response)

    return router


def objective_steps_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints that say what becomes of an objective."""
    router = APIRouter(tags=["policy"])

    async def acted(objective_id: UUID, act: Act, *, response: Response, expected: IfMatch) -> ObjectiveAnswer:
        async with units() as uow:
            objective = await act_on_objective(uow, objective_id, act=act, expected=expected)
        return _answered(objective, response)

    @router.post("/objectives/{objective_id}/agree")
    async def post_agreement(
        objective_id: UUID, body: AgreementBody, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> ObjectiveAnswer:
        """Note in which body it was agreed on, and when; again to put that right."""
        async with units() as uow:
            agreed = await agree_objective(uow, objective_id, body.agreement(), clock=clock, expected=expected)
        return _answered(agreed, response)

    @router.post("/objectives/{objective_id}/end")
    async def post_objective_ended(
        objective_id: UUID, body: PolicyWhyBody, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> ObjectiveAnswer:
        """Note that an objective is over: it was reached, or its time is."""
        now = clock.now()

        def end(objective: Objective) -> Objective:
            return objective.ended(ObjectiveStep.END, body.why, now)

        return await acted(objective_id, end, response=response, expected=expected)

    @router.post("/objectives/{objective_id}/drop")
    async def post_objective_dropped(
        objective_id: UUID, body: PolicyWhyBody, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> ObjectiveAnswer:
        """Note that people do not want an objective any more."""
        now = clock.now()

        def drop(objective: Objective) -> Objective:
            return objective.ended(ObjectiveStep.DROP, body.why, now)

        return await acted(objective_id, drop, response=response, expected=expected)

    @router.post("/objectives/{objective_id}/resume")
    async def post_objective_resumed(
        objective_id: UUID, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> ObjectiveAnswer:
        """Take an objective up again; what was dropped is proposed anew."""
        now = clock.now()
        return await acted(objective_id, lambda objective: objective.resumed(now), response=response, expected=expected)

    return router


def _answered(objective: Objective, response: Response) -> ObjectiveAnswer:
    set_etag(response, objective.version)
    return ObjectiveAnswer.of(objective)

"""`/actions`: what is done for an objective, by which partners and with which means."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.api.rights import Coordinator, Member
from consultation.domain.themes import Themes
from consultation.policy.api.action_answers import PolicyActionAnswer
from consultation.policy.api.action_bodies import EvaluationBody, PolicyActionBody, PolicyActionChangeBody
from consultation.policy.api.rights import noted_by, seat_of, visible_action
from consultation.policy.application.change_action import change_action
from consultation.policy.application.evaluate_action import evaluate_action
from consultation.policy.application.plan_action import plan_action
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.queries import ActionQuery
from consultation.policy.domain.states import ActionStatus
from consultation.unit_of_work import Units
from shared.contracts.fields import ContactId, Slug
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]
ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]
_Objective = Annotated[UUID | None, Query(description="Only those of this objective.")]
_Theme = Annotated[Slug | None, Query(description="Only those about this.")]
_Status = Annotated[ActionStatus | None, Query(description="Only those in this state.")]
_Owner = Annotated[ContactId | None, Query(description="Only those that this contact sees to.")]


def policy_actions_router(units: Units, *, themes: Themes, clock: Clock) -> APIRouter:
    """The endpoints of actions."""
    router = APIRouter(tags=["policy"])

    @router.get("/actions")
    async def get_policy_actions(
        page: Paged,
        principal: Member,
        objective_id: _Objective = None,
        theme: _Theme = None,
        status: _Status = None,
        owner: _Owner = None,
    ) -> Listing[PolicyActionAnswer]:
        """Actions, oldest first; a partner gets those that the own organisation has a part in."""
        async with units() as uow:
            seat = await seat_of(principal, uow, clock.today())
            asked = ActionQuery(objective_id=objective_id, theme=theme, status=status, owner=owner, seat=seat)
            after = page.after(UUID)
            rows = await uow.policy_actions.page(asked, after=after[0] if after else None, limit=page.limit + 1)
        actions, following = page.cut(rows, lambda action: (action.action_id,))
        return listing([PolicyActionAnswer.of(action) for action in actions], following)

    @router.post("/actions", status_code=201)
    async def post_policy_action(body: PolicyActionBody, response: Response, _: Coordinator) -> PolicyActionAnswer:
        """Keep an action under an objective. It is planned."""
        async with units() as uow:
            action = await plan_action(uow, body.objective_id, body.details(), themes=themes, clock=clock)
        response.headers["Location"] = f"/actions/{action.action_id}"
        return answered_action(action, response)

    @router.get("/actions/{action_id}")
    async def get_policy_action(action_id: UUID, response: Response, principal: Member) -> PolicyActionAnswer:
        """One action, with all that was entered of it."""
        async with units() as uow:
            return answered_action(await visible_action(principal, uow, action_id, today=clock.today()), response)

    @router.patch("/actions/{action_id}")
    async def patch_policy_action(
        action_id: UUID, body: PolicyActionChangeBody, response: Response, _: Coordinator, expected: Expected
    ) -> PolicyActionAnswer:
        """Change what is agreed on about an action."""
        async with units() as uow:
            changed = await change_action(uow, action_id, body.changes(), themes=themes, clock=clock, expected=expected)
        return answered_action(changed, response)

    @router.post("/actions/{action_id}/evaluations", status_code=201)
    async def post_evaluation(
        action_id: UUID, body: EvaluationBody, response: Response, principal: Member, expected: ExpectedIfSent
    ) -> PolicyActionAnswer:
        """Note what partners make of an action: the coordinator for all, a partner for the own organisation."""
        today, partners = clock.today(), set(body.partners)
        async with units() as uow:
            by = await noted_by(principal, uow, action_id, partners=partners, today=today)
            evaluation = body.evaluation(by, clock.now())
            action = await evaluate_action(uow, action_id, evaluation, clock=clock, expected=expected)
        return answered_action(action, response)

    return router


def answered_action(action: PolicyAction, response: Response) -> PolicyActionAnswer:
    """The action as it is answered, with its version in the header."""
    set_etag(response, action.version)
    return PolicyActionAnswer.of(action)

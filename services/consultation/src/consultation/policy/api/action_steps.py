"""`/actions/{id}`: what becomes of an action, its indicators and the numbers that are entered for them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Coordinator
from consultation.policy.api.action_answers import PolicyActionAnswer
from consultation.policy.api.actions import answered_action
from consultation.policy.api.indicator_bodies import EnteredValueBody, IndicatorBody, IndicatorChangeBody
from consultation.policy.api.objective_bodies import PolicyWhyBody
from consultation.policy.application.act_on_action import Act, act_on_action
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.states import ActionStep
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, if_match

Expected = Annotated[IfMatch, if_match(required=True)]
ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]


class _Acting:
    """Does something to an action and answers it."""

    def __init__(self, units: Units) -> None:
        self._units = units

    async def __call__(self, action_id: UUID, act: Act, *, response: Response, expected: IfMatch) -> PolicyActionAnswer:
        async with self._units() as uow:
            return answered_action(await act_on_action(uow, action_id, act=act, expected=expected), response)


def action_steps_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints that say what becomes of an action."""
    router = APIRouter(tags=["policy"])
    acted = _Acting(units)

    @router.post("/actions/{action_id}/start")
    async def post_started(
        action_id: UUID, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> PolicyActionAnswer:
        """Note that an action runs."""
        now = clock.now()

        def start(action: PolicyAction) -> PolicyAction:
            return action.stepped(ActionStep.START, now)

        return await acted(action_id, start, response=response, expected=expected)

    @router.post("/actions/{action_id}/finish")
    async def post_finished(
        action_id: UUID, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> PolicyActionAnswer:
        """Note that an action is done."""
        now = clock.now()

        def finish(action: PolicyAction) -> PolicyAction:
            return action.stepped(ActionStep.FINISH, now)

        return await acted(action_id, finish, response=response, expected=expected)

    @router.post("/actions/{action_id}/not-done")
    async def post_not_done(
        action_id: UUID, body: PolicyWhyBody, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> PolicyActionAnswer:
        """Note that an action is not done, and why."""
        now = clock.now()
        return await acted(action_id, lambda action: action.left(body.why, now), response=response, expected=expected)

    @router.post("/actions/{action_id}/resume")
    async def post_action_resumed(
        action_id: UUID, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> PolicyActionAnswer:
        """Take up again what was done or not done."""
        now = clock.now()

        def resume(action: PolicyAction) -> PolicyAction:
            return action.stepped(ActionStep.RESUME, now)

        return await acted(action_id, resume, response=response, expected=expected)

    return router


def indicators_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of the indicators of an action."""
    router = APIRouter(tags=["policy"])
    acted = _Acting(units)

    @router.post("/actions/{action_id}/indicators", status_code=201)
    async def post_indicator(
        action_id: UUID, body: IndicatorBody, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> PolicyActionAnswer:
        """Say what shows whether an action works."""
        indicator, now = body.indicator(), clock.now()
        return await acted(
            action_id, lambda action: action.measured_by(indicator, now), response=response, expected=expected
        )

    @router.patch("/actions/{action_id}/indicators/{indicator_id}")
    async def patch_indicator(
        action_id: UUID,
        indicator_id: UUID,
        body: IndicatorChangeBody,
        response: Response,
        _: Coordinator,
        expected: Expected,
    ) -> PolicyActionAnswer:
        """Change the name, the unit or the targets of an indicator. If-Match is the version of the action."""
        changes, now = body.changes(), clock.now()

        def change(action: PolicyAction) -> PolicyAction:
            return action.with_indicator(indicator_id, changes, now)

        return await acted(action_id, change, response=response, expected=expected)

    @router.delete("/actions/{action_id}/indicators/{indicator_id}")
    async def delete_indicator(
        action_id: UUID, indicator_id: UUID, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> PolicyActionAnswer:
        """Take an indicator away; 409 once numbers were entered for it."""
        now = clock.now()

        def take_away(action: PolicyAction) -> PolicyAction:
            return action.without_indicator(indicator_id, now)

        return await acted(action_id, take_away, response=response, expected=expected)

    @router.post("/actions/{action_id}/indicators/{indicator_id}/values", status_code=201)
    async def post_value(
        action_id: UUID,
        indicator_id: UUID,
        body: EnteredValueBody,
        response: Response,
        _: Coordinator,
        expected: ExpectedIfSent,
    ) -> PolicyActionAnswer:
        """Enter a number for a school year; what was entered for it before stays in the list, and is replaced."""
        value = body.entered(clock.now())
        return await acted(
            action_id, lambda action: action.entered(indicator_id, value), response=response, expected=expected
        )

    return router

"""`/actions/{id}/indicators`: the numbers that say whether an action works."""

from uuid import UUID

from fastapi import APIRouter

from consultation.api.rights import Member
from consultation.overview.api.indicator_answers import IndicatorsAnswer, IndicatorValuesAnswer
from consultation.overview.application.measure_actions import measure_action
from consultation.policy.api.rights import visible_action
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock


def indicator_values_router(units: Units, *, smallest_cell: int, clock: Clock) -> APIRouter:
    """The endpoint of the numbers of an action's indicators."""
    router = APIRouter(tags=["policy"])

    @router.get("/actions/{action_id}/indicators")
    async def get_indicators(action_id: UUID, principal: Member) -> IndicatorsAnswer:
        """Each indicator with its value and target by school year, and where the value comes from.

        A number that is small is null, with the reason. Who may see the action may see its numbers.
        """
        async with units() as uow:
            action = await visible_action(principal, uow, action_id, today=clock.today())
            measured = await measure_action(uow, action, smallest=smallest_cell, clock=clock)
        return IndicatorsAnswer(
            action_id=action_id,
            known_at=clock.now(),
            indicators=[IndicatorValuesAnswer.of(values) for values in measured],
        )

    return router

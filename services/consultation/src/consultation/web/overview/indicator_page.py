"""`/beleid/acties/{id}/cijfers`: whether an action works, as a page and as a part of the page of the action."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.api.rights import Member
from consultation.overview.application.measure_actions import measure_action
from consultation.policy.api.rights import visible_action
from consultation.unit_of_work import Units
from consultation.web.overview.words.report import MISSING, number, origin
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages, is_part


def indicator_page_router(units: Units, pages: Pages, *, smallest_cell: int, clock: Clock) -> APIRouter:
    """The page of the numbers of an action's indicators."""
    router = APIRouter(include_in_schema=False)

    @router.get("/beleid/acties/{action_id}/cijfers")
    @as_page
    async def indicator_page(request: Request, action_id: UUID, principal: Member) -> Response:
        """Each indicator by school year, beside what is to be reached, and where the number comes from."""
        async with units() as uow:
            action = await visible_action(principal, uow, action_id, today=clock.today())
            measured = await measure_action(uow, action, smallest=smallest_cell, clock=clock)
        return pages.page(
            request.scope,
            "indicator_values_part" if is_part(request) else "indicator_values",
            action=action,
            measured=measured,
            MISSING=MISSING,
            number=number,
            origin=origin,
        )

    return router

"""`/beleid`: the education policy: objectives with their actions, and the way to all that belongs to it."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.api.rights import Member, runs_cases
from consultation.domain.themes import Themes
from consultation.policy.api.rights import seat_of
from consultation.policy.domain.queries import ObjectiveQuery
from consultation.unit_of_work import Units
from consultation.web.policy.words import ACTIONS, OBJECTIVES
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages


def policy_start_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The page on which the education policy begins."""
    router = APIRouter(include_in_schema=False)

    @router.get("/beleid")
    @as_page
    async def policy_page(request: Request, principal: Member, page: Paged) -> Response:
        """Objectives with their actions; a partner gets those that the own organisation has a part in."""
        async with units() as uow:
            seat = await seat_of(principal, uow, clock.today())
            after = page.after(UUID)
            asked = ObjectiveQuery(seat=seat)
            rows = await uow.objectives.page(asked, after=after[0] if after else None, limit=page.limit + 1)
            objectives, following = page.cut(rows, lambda objective: (objective.objective_id,))
            actions = await uow.policy_actions.of([objective.objective_id for objective in objectives], seat)
        return pages.page(
            request.scope,
            "policy",
            objectives=objectives,
            following=following,
            actions={
                row.objective_id: [a for a in actions if a.objective_id == row.objective_id] for row in objectives
            },
            sees_all=runs_cases(principal),
            writes=principal.is_any(Role.COORDINATOR),
            themes=themes,
            OBJECTIVES=OBJECTIVES,
            ACTIONS=ACTIONS,
        )

    return router

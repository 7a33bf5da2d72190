"""`/beheer`: how the four services are doing, for operators. Any service answers the page, each its own part."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from shared.runtime.health import Health, State
from shared.runtime.http.routes import as_page
from shared.service.dead_letters import Operator
from shared.service.heartbeat import Heartbeat
from shared.service.web.words import CHECKS, SERVICES, STATES, duration
from shared.web.pages import Pages, is_part
from shared.web.places import OPERATION


def operation_pages_router(service: str, pages: Pages, *, health: Health, heartbeat: Heartbeat) -> APIRouter:
    """The page with a part of each service, and the part of this service."""
    router = APIRouter(include_in_schema=False)

    @router.get(OPERATION)
    @as_page
    async def operation(request: Request, _: Operator) -> Response:
        """All services; without script a link to each."""
        return pages.page(request.scope, "operation", SERVICES=SERVICES)

    @router.get(f"{OPERATION}/{service}")
    @as_page
    async def of_service(request: Request, _: Operator) -> Response:
        """What `/health/ready` and the heartbeat of this service say, with what to do about it."""
        report = await health.ready()
        return pages.page(
            request.scope,
            "operation_part" if is_part(request) else "operation_service",
            report=report,
            is_ready=report.state is State.READY,
            pulse=await heartbeat.pulse(),
            duration=duration,
            SERVICES=SERVICES,
            CHECKS=CHECKS,
            STATES=STATES,
        )

    return router

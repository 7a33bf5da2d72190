"""`/ingebruikname`: what is still missing before the system does its work. Each service answers its part."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from shared.domain.roles import Role
from shared.runtime.http.routes import as_page
from shared.service.setup import SetsUp, Setup, SetupState
from shared.service.web.words import SERVICES
from shared.web.pages import Pages, is_part
from shared.web.places import SETUP


def setup_pages_router(service: str, pages: Pages, setup: Setup) -> APIRouter:
    """The page with a part of each service, and the part of this service."""
    router = APIRouter(include_in_schema=False)

    @router.get(SETUP)
    @as_page
    async def of_all(request: Request, _: SetsUp) -> Response:
        """All services; without script a link to each."""
        return pages.page(request.scope, "setup", SERVICES=SERVICES)

    @router.get(f"{SETUP}/{service}")
    @as_page
    async def of_service(request: Request, principal: SetsUp) -> Response:
        """What is missing here, each with what to do; then what is there."""
        matters = await setup.look()
        words = setup.words
        return pages.page(
            request.scope,
            "setup_part" if is_part(request) else "setup_service",
            lacking=[(matter, words[matter.kind]) for matter in matters if matter.state is not SetupState.READY],
            ready=[words[matter.kind].name for matter in matters if matter.state is SetupState.READY],
            follows_links=principal.is_any(Role.COORDINATOR),
            SERVICES=SERVICES,
        )

    return router

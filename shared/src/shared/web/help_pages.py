"""`/hulp` and `/toegankelijkheid`: what the words mean, and how usable the pages are for everybody."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from shared.domain.roles import Role
from shared.runtime.http.authentication import allow
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_open_page, as_page
from shared.web.pages import Pages
from shared.web.places import ACCESSIBILITY, HELP

Anybody = Annotated[Principal, allow(*Role)]


def help_router(pages: Pages) -> APIRouter:
    """Both pages. Only the statement is for people who are not signed in."""
    router = APIRouter(include_in_schema=False)

    @router.get(HELP)
    @as_page
    async def help_page(request: Request, _: Anybody) -> Response:
        """What the words mean, with where that comes from."""
        return pages.page(request.scope, "help")

    @router.get(ACCESSIBILITY)
    @as_open_page
    async def accessibility(request: Request) -> Response:
        """The accessibility statement."""
        return pages.page(request.scope, "accessibility")

    return router

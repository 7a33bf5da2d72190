"""`/cijfers`: which figures there are."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from casework.api.case_change import Acting
from casework.web.worded import WordedPages
from shared.runtime.http.routes import as_page


def all_figures_page_router(pages: WordedPages) -> APIRouter:
    """The page that leads to all figures, of cases and of attendance."""
    router = APIRouter(include_in_schema=False)

    @router.get("/cijfers")
    @as_page
    async def all_figures(request: Request, _: Acting) -> Response:
        """What there is in numbers, and where."""
        return pages.page(request.scope, "all_figures")

    return router

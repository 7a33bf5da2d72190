"""`/`: what needs the caseworker, why, and until when."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from casework.api.case_change import Acting
from casework.api.readers import Reader, shown_to
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Paged
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages


def worklist_page_router(units: CaseworkUnits, pages: Pages, *, clock: Clock) -> APIRouter:
    """The worklist as a page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    @as_page
    async def worklist(request: Request, principal: Acting, page: Paged) -> Response:
        """The caller's own open cases and those of nobody, what is due first in front."""
        after, today = page.after(date, UUID), clock.today()
        workers = {name for name in (principal.subject, principal.contact) if name}
        async with units() as uow:
            reader = await Reader.of(principal, uow, today)
            place = (after[0], after[1]) if after else None
            items = await uow.case_lists.worklist(workers, case_type=None, after=place, limit=page.limit + 1)
            items, following = page.cut(items, lambda item: (item.due or date.max, item.case.case_id))
            shown = await shown_to(reader, uow, [item.case for item in items])
        return pages.page(request.scope, "worklist", items=items, shown=shown, today=today, following=following)

    return router

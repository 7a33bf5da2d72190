"""`/traject`: a youth coach's own cases, with what each weighs, the last contact, and what comes next."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from casework.api.case_change import Changing
from casework.api.own_caseload import OwnCaseload
from casework.unit_of_work import CaseworkUnits
from casework.web.worded import WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page
from shared.runtime.http.routes import as_page

_MOST = 200
_DONE = "contact"


def trajectories_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock, heavy_from: int) -> APIRouter:
    """The own cases on one page. ``heavy_from`` is the weight from which a caseload is heavy."""
    router = APIRouter(include_in_schema=False)

    @router.get("/traject")
    @as_page
    async def trajectories(request: Request, principal: Changing, gedaan: str = "") -> Response:
        """The reader's own open cases, the one with the first day ahead in front. ``gedaan`` is what was just done."""
        async with units() as uow:
            own = await OwnCaseload.of(principal, uow, page=Page(_MOST))
        return pages.page(
            request.scope,
            "trajectories",
            load=own.load,
            cases=sorted(own.cases, key=lambda item: (item.first_day, item.case.case_id)),
            there_are_more=own.following is not None,
            heavy_from=heavy_from,
            today=clock.today(),
            done=pages.dutch.word("done", _DONE) if gedaan == _DONE else None,
        )

    return router

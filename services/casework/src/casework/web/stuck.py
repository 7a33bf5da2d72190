"""`/dossiers/vastgelopen`: the open cases that nothing moves any more, why, and what would help."""

from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from casework.api.case_change import Acting
from casework.api.readers import Reader, shown_to
from casework.api.rights import LEADERS
from casework.domain.case_type import CaseTypes
from casework.domain.stuck import StuckFilter, quiet_since
from casework.unit_of_work import CaseworkUnits
from casework.web.finding import Cursor, page_at
from casework.web.people import People
from casework.web.worded import WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page


def stuck_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, case_types: CaseTypes, quiet_school_days: int
) -> APIRouter:
    """Stuck cases as a page, of one type or of all."""
    router = APIRouter(include_in_schema=False)

    @router.get("/dossiers/vastgelopen")
    @as_page
    async def stuck(request: Request, principal: Acting, soort: str = "", cursor: Cursor = None) -> Response:
        """The cases that were opened first in front."""
        page, today = page_at(cursor), clock.today()
        after = page.after(UUID)
        async with units() as uow:
            reader = await Reader.of(principal, uow, today)
            items = await uow.stuck_cases.page(
                StuckFilter(case_type=soort if soort in case_types else None),
                quiet_since=quiet_since(today, quiet_school_days),
                now=clock.now(),
                after=after[0] if after else None,
                limit=page.limit + 1,
            )
            items, following = page.cut(items, lambda item: (item.case.case_id,))
            shown = await shown_to(reader, uow, [item.case for item in items])
            people = await People.among(principal, uow, {item.case.assignee for item in items})
        chosen = {"soort": soort}
        return pages.page(
            request.scope,
            "stuck",
            rows=[(item, shown[item.case.case_id]) for item in items],
            people=people,
            leads=principal.is_any(*LEADERS),
            today=today,
            types=case_types.names,
            chosen=soort,
            school_days=quiet_school_days,
            following=f"/dossiers/vastgelopen?{urlencode(chosen | {'cursor': following})}" if following else None,
            is_first=page.cursor is None,
        )

    return router

"""The work that waits: the caller's worklist, and how much work each person has."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from casework.api.answering import caseload_answer, work_item_answer
from casework.api.answers import CaseloadsAnswer, WorkItemAnswer
from casework.api.case_change import Acting
from casework.api.queries import case_type_query
from casework.api.readers import Reader, shown_to
from casework.domain.case_type import CaseTypes
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Listing, Paged, listing


def work_router(units: CaseworkUnits, *, clock: Clock, heavy_from: int, case_types: CaseTypes) -> APIRouter:
    """GET of what there is to do. ``heavy_from`` is how many open cases make a caseload heavy."""
    router = APIRouter(tags=["cases", "work"])
    of_type = case_type_query(case_types)

    @router.get("/worklist")
    async def get_worklist(
        principal: Acting, page: Paged, case_type: Annotated[str | None, of_type] = None
    ) -> Listing[WorkItemAnswer]:
        """The caller's own open cases and those of nobody, what is due first in front."""
        after = page.after(date, UUID)
        workers = {name for name in (principal.subject, principal.contact) if name}
        today = clock.today()
        async with units() as uow:
            reader = await Reader.of(principal, uow, today)
            place = (after[0], after[1]) if after else None
            items = await uow.case_lists.worklist(workers, case_type=case_type, after=place, limit=page.limit + 1)
            items, following = page.cut(items, lambda item: (item.due or date.max, item.case.case_id))
            shown = await shown_to(reader, uow, [item.case for item in items])
        return listing([work_item_answer(item, shown[item.case.case_id], today=today) for item in items], following)

    @router.get("/caseloads")
    async def get_caseloads(principal: Acting, case_type: Annotated[str | None, of_type] = None) -> CaseloadsAnswer:
        """How many open cases everybody has."""
        async with units() as uow:
            caseloads = await uow.case_lists.caseloads(case_type)
        return CaseloadsAnswer(items=[caseload_answer(caseload, heavy_from=heavy_from) for caseload in caseloads])

    return router

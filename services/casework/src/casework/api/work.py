"""The work that waits: the caller's worklist."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from casework.api.case_change import Changing
from casework.api.queries import Words, case_type_query, words_of
from casework.api.readers import Reader, Shown, shown_beside
from casework.api.rights import APPROVERS
from casework.api.work_answers import WorklistAnswer, worklist_values
from casework.application.work_of import work_of
from casework.domain.case_type import CaseTypes
from casework.domain.worklist import WorkFilter, Worklist, WorkOf, WorkPlace, WorkReason
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.contracts.fields import SchoolNumber
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page, Paged
from shared.runtime.http.principal import Principal
from shared.runtime.http.ready_json import ready_json


def work_router(units: CaseworkUnits, *, clock: Clock, case_types: CaseTypes) -> APIRouter:
    """GET of what there is to do."""
    router = APIRouter(tags=["cases", "work"])
    of_type = case_type_query(case_types)

    @router.get("/worklist", response_model=WorklistAnswer)
    async def get_worklist(
        principal: Changing,
        page: Paged,
        reason: Annotated[WorkReason | None, Query(description="Only what has this reason")] = None,
        case_type: Annotated[str | None, of_type] = None,
        school: SchoolNumber | None = None,
        q: Words | None = None,
    ) -> Response:
        """What needs the caller and why, the most urgent first: by day, and on one day by the kind of reason.

        It has the caller's own open cases, those of nobody, and every case with a task of the caller. It has the same
        of an absent person who named the caller as deputy, with ``as_deputy``, and the referrals that the caller was
        asked. A youth coach has the own cases, and the own tasks in cases that the coach may read. A coordinator also
        has the closures to approve, early signals that wait, questions about whole classes and silent schools. Items
        that are not about a case have a `subject`.

        ``counts`` is how many items have each reason on all pages. ``reason`` leaves the counts as they are, the other
        filters apply to them too. ``q`` finds by words as in `GET /cases`.
        """
        async with units.reading() as uow:
            wanted = WorkFilter(reason, case_type, school)
            work = await WorkShown.to(principal, uow, wanted, words=q, page=page)
        return ready_json(worklist_values(work.worklist, work.following, work.shown, today=clock.today()))

    return router


@dataclass(frozen=True, slots=True)
class WorkShown:
    """A page of somebody's worklist, where the next begins (None: nowhere), and what is shown beside each case."""

    worklist: Worklist
    following: str | None
    shown: dict[UUID, Shown]

    @classmethod
    async def to(
        cls, principal: Principal, uow: CaseworkUnitOfWork, wanted: WorkFilter, *, words: str | None, page: Page
    ) -> "WorkShown":
        """The page of the caller. Raises Problem (422) for another cursor."""
        after, today = page.after(date, int, UUID), uow.clock.today()
        reader = await Reader.of(principal, uow, today)
        names = {name for name in (principal.subject, principal.contact) if name}
        work = await work_of(uow, names, clock=uow.clock)
        whose = WorkOf(work.own, principal.is_any(*APPROVERS), work.as_deputy, reader.seen)
        if words and words_of(words):
            wanted = replace(wanted, search=reader.search(words_of(words)))
        place = WorkPlace(*after) if after else None
        worklist = await uow.worklists.page(whose, wanted, today=today, after=place, limit=page.limit + 1)
        items, following = page.cut(worklist.items, lambda item: item.place)
        worklist = replace(worklist, items=items)
        return cls(worklist, following, shown_beside(reader, worklist.cases, worklist.beside))

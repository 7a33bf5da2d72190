"""`/`: what needs the caseworker, why, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.readers import Reader, Shown, shown_to
from casework.api.rights import ACTORS, READERS
from casework.domain.case import Case
from casework.domain.deadlines import DeadlineKind
from casework.domain.lists import WorkItem
from casework.domain.states import Status
from casework.unit_of_work import CaseworkUnits
from casework.web.finding import Cursor, page_at
from casework.web.worded import WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page


@dataclass(frozen=True, slots=True)
class Why:
    """A reason why a case needs somebody: its words, more about it, and its day; None without a day."""

    kind: str
    details: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A line of the worklist."""

    case: Case
    shown: Shown
    due: date | None
    reasons: list[Why]


def worklist_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The worklist as a page. Who has no worklist is led to the list of cases."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    @as_page
    async def worklist(
        request: Request, principal: Annotated[Principal, allow(*READERS)], cursor: Cursor = None
    ) -> Response:
        """The caller's own open cases and those of nobody, what is due first in front."""
        acting = principal.limited_to(frozenset(ACTORS))
        if not acting.roles:
            return RedirectResponse("/dossiers", 303)
        page, today = page_at(cursor), clock.today()
        after = page.after(date, UUID)
        workers = {name for name in (acting.subject, acting.contact) if name}
        async with units() as uow:
            reader = await Reader.of(acting, uow, today)
            place = (after[0], after[1]) if after else None
            items = await uow.case_lists.worklist(workers, case_type=None, after=place, limit=page.limit + 1)
            items, following = page.cut(items, lambda item: (item.due or date.max, item.case.case_id))
            shown = await shown_to(reader, uow, [item.case for item in items])
        rows = [WorkRow(item.case, shown[item.case.case_id], item.due, reasons_of(item)) for item in items]
        return pages.page(
            request.scope, "worklist", rows=rows, today=today, following=following, is_first=page.cursor is None
        )

    return router


def reasons_of(item: WorkItem) -> list[Why]:
    """Why a case needs somebody, what is due first in front; at least one reason."""
    reasons = sorted(_due(item), key=lambda reason: reason.day or date.max)
    if item.case.assignee is None:
        reasons.append(Why("nobody"))
    return reasons or [Why("followed")]


def _due(item: WorkItem) -> Iterator[Why]:
    case = item.case
    if case.status is Status.WITHDRAWAL_PROPOSED:
        yield Why("decide", day=case.respond_by)
    for deadline in case.deadlines:
        yield Why("respond" if deadline.kind is DeadlineKind.RESPOND_BY else "hold-ends", day=deadline.last_day)
    if item.task_due:
        yield Why("task", day=item.task_due)
    for meeting in case.meetings:
        if meeting.attention and meeting.starts_at:
            yield Why("meeting", tuple(meeting.attention.reasons), meeting.starts_at.date())

"""`/taken`: what the reader has to do, also in cases that the reader does not act on, each with a button for done."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.readers import Reader, Shown, actor, names_of, shown_to
from casework.api.reading import Reading
from casework.api.rights import Deed
from casework.application.finish_own_task import finish_own_task
from casework.domain.case_file import OwnTask
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.finding import Cursor, page_at
from casework.web.worded import WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page

_DONE = "task-done"


def own_tasks_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The own tasks; whoever may not see a case reads its reference alone."""
    router = APIRouter(include_in_schema=False)

    @router.get("/taken")
    @as_page
    async def own_tasks(request: Request, principal: Reading, gedaan: str = "", cursor: Cursor = None) -> Response:
        """What the reader has to do, what is due first in front. ``gedaan`` is what was just done."""
        page, today = page_at(cursor), clock.today()
        after = page.after(date, UUID)
        place = (after[0], after[1]) if after else None
        async with units() as uow:
            reader = await Reader.of(principal, uow, today)
            tasks = await uow.own_tasks.to_do(names_of(principal), after=place, limit=page.limit + 1)
            tasks, following = page.cut(tasks, lambda own: (own.task.due, own.task.task_id))
            shown = await _shown(reader, uow, tasks)
        return pages.page(
            request.scope,
            "own_tasks",
            tasks=tasks,
            shown=shown,
            following=following,
            is_first=page.cursor is None,
            today=today,
            done=pages.dutch.word("done", _DONE) if gedaan == _DONE else None,
        )

    @router.post("/taken/{task_id}/klaar")
    @as_page
    async def finish(principal: Reading, task_id: UUID) -> Response:
        """A task of the reader is done; a task that was done before stays as it is."""
        async with units() as uow:
            await finish_own_task(uow, names_of(principal), task_id, by=actor(principal), clock=clock)
        return RedirectResponse(f"/taken?gedaan={_DONE}", 303)

    return router


async def _shown(reader: Reader, uow: CaseworkUnitOfWork, tasks: Sequence[OwnTask]) -> dict[UUID, Shown]:
    """What the reader sees of the cases of these tasks, by case id; a case that the reader may not see is left out."""
    cases = await uow.case_lists.of_ids({own.case_id for own in tasks})
    return await shown_to(reader, uow, [case for case in cases if reader.may(Deed.READ, case)])

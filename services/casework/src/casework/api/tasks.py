"""The tasks of the caller, also of cases that the caller does not act on: to read, and to mark as done."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter

from casework.api.readers import actor, names_of
from casework.api.reading import Reading
from casework.api.task_answers import OwnTaskAnswer, own_task_answer
from casework.application.finish_own_task import finish_own_task
from casework.unit_of_work import CaseworkUnits
from casework.words.nl import Dutch
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Listing, Paged, listing


def tasks_router(units: CaseworkUnits, *, clock: Clock, dutch: Dutch) -> APIRouter:
    """GET and POST of one's own tasks."""
    router = APIRouter(tags=["work"])

    @router.get("/tasks")
    async def list_own_tasks(principal: Reading, page: Paged) -> Listing[OwnTaskAnswer]:
        """What the caller has to do, what is due first in front; tasks that were done or dropped are left out."""
        after = page.after(date, UUID)
        place = (after[0], after[1]) if after else None
        async with units() as uow:
            tasks = await uow.own_tasks.to_do(names_of(principal), after=place, limit=page.limit + 1)
        tasks, following = page.cut(tasks, lambda own: (own.task.due, own.task.task_id))
        return listing([own_task_answer(own, dutch) for own in tasks], following)

    @router.post("/tasks/{task_id}/done")
    async def finish_task(principal: Reading, task_id: UUID) -> OwnTaskAnswer:
        """A task of the caller is done. The task of somebody else is not there."""
        async with units() as uow:
            task = await finish_own_task(uow, names_of(principal), task_id, by=actor(principal), clock=clock)
        return own_task_answer(task, dutch)

    return router

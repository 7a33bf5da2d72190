"""Somebody marks an own task as done, also of a case that the owner does not act on."""

from collections.abc import Set
from uuid import UUID

from casework.application.keep_file import finish_task
from casework.application.locked_case import locked_case
from casework.domain.case_file import OwnTask
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def finish_own_task(uow: CaseworkUnitOfWork, names: Set[str], task_id: UUID, *, by: str, clock: Clock) -> OwnTask:
    """The task as it is then. Raises NotFound for the task of somebody else, as if it were not there."""
    task = await uow.own_tasks.get(names, task_id)
    case = await locked_case(uow, task.case_id)
    await finish_task(uow, case.case_id, task_id, by=by, clock=clock)
    return await uow.own_tasks.get(names, task_id)

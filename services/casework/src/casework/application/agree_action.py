"""Somebody agreed at a meeting to do something for a case: a task whose owner may be any participant."""

from datetime import date
from uuid import UUID

from casework.application.locked_case import locked_case
from casework.domain.case_file import Task
from casework.domain.timeline import Cause, Entry, EntryKind
from casework.domain.vocabulary import TaskOrigin
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def agree_action(
    uow: CaseworkUnitOfWork,
    case_id: UUID,
    *,
    action_id: UUID,
    meeting_id: UUID,
    owner: str,
    due_on: date,
    cause: Cause,
    clock: Clock,
) -> None:
    """Make a task of the action; an action that was heard before changes nothing. Raises NotFound for no case.

    The action of a merged case is a task of the case that goes on. For an ended case the timeline says that it came
    after the end: somebody decides what becomes of the task.
    """
    case = await locked_case(uow, case_id)
    if case.merged_into:
        case = await locked_case(uow, case.merged_into)
    task = Task(
        task_id=new_id(),
        text=None,
        owner=owner,
        due=due_on,
        at=clock.now(),
        by=cause.by,
        origin=TaskOrigin.MEETING,
        meeting_id=meeting_id,
        action_id=action_id,
    )
    if await uow.files.add_action(case.case_id, task):
        kind = EntryKind.ACTION_AGREED if case.is_open else EntryKind.ACTION_AFTER_END
        await uow.timeline.append(case.case_id, [Entry.of(kind, cause, due=due_on, action_id=action_id)])

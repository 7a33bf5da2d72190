"""The plan of a case is written down: its actions become tasks, and what it was before is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from casework.application.give_work import require_worker
from casework.domain.case import Case
from casework.domain.case_file import Task
from casework.domain.plan import Goal, Plan, PlannedAction
from casework.domain.states import allowed_from
from casework.domain.timeline import Cause, Entry, EntryKind
from casework.domain.vocabulary import TaskOrigin
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import IllegalTransition, InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def set_plan(
    uow: CaseworkUnitOfWork,
    case: Case,
    goals: Sequence[Goal],
    *,
    evaluate_on: Sequence[date],
    version: int,
    by: str,
    subject: str,
    clock: Clock,
) -> Plan:
    """The plan of the locked case from now on, as this version; ``subject`` is the ``sub`` of the caller's token.

    An action without a task becomes a task; an action with its task changes what is still to do. An open task of the
    plan that no goal names any more is dropped. Raises InvalidField for what does not fit, and IllegalTransition when
    the case has ended.
    """
    if not case.is_open:
        raise IllegalTransition("a plan", case.status.value, allowed_from(case.status, without=case.without))
    tasks = await uow.plans.tasks(case.case_id)
    _check(goals, tasks, today=clock.today())
    for field, action in _changed(goals, tasks):
        await require_worker(uow, action.owner, field=f"{field}.owner", by=by, subject=subject, today=clock.today())
    planned: list[Goal] = []
    for goal in goals:
        actions = [await _kept(uow, case.case_id, action, tasks=tasks, by=by, clock=clock) for action in goal.actions]
        planned.append(replace(goal, actions=tuple(actions)))
    plan = Plan(version, clock.now(), by, tuple(planned), tuple(sorted(set(evaluate_on))))
    named = {action.task_id for action in plan.actions}
    gone = [task.task_id for task in tasks.values() if task.is_open and task.task_id not in named]
    await uow.plans.drop_tasks(gone, clock.now())
    await uow.plans.add(case.case_id, plan)
    counts = {"goals": len(plan.goals), "actions": len(plan.actions), "dropped": len(gone) or None}
    entry = Entry.of(EntryKind.PLAN_CHANGED, Cause(clock.now(), by), version=version, **counts)
    await uow.timeline.append(case.case_id, [entry])
    return plan


def _check(goals: Sequence[Goal], tasks: Mapping[UUID, Task], *, today: date) -> None:
    """Raise InvalidField for a task that is not of the plan, or is named twice, and for a day that has passed."""
    named = set[UUID]()
    for field, action in _fields(goals):
        if action.task_id is None:
            continue
        if action.task_id in named:
            raise InvalidField(f"{field}.task_id", "is named twice")
        if action.task_id not in tasks:
            raise InvalidField(f"{field}.task_id", "is no task of this plan: leave it out for a new action")
        named.add(action.task_id)
    for field, action in _changed(goals, tasks):
        if action.due < today:
            raise InvalidField(f"{field}.due", "is before today, of an action that is new or changed")


def _fields(goals: Sequence[Goal]) -> list[tuple[str, PlannedAction]]:
    """The actions of all goals, each with the name of its field."""
    return [
        (f"goals.{number}.actions.{index}", action)
        for number, goal in enumerate(goals)
        for index, action in enumerate(goal.actions)
    ]


def _changed(goals: Sequence[Goal], tasks: Mapping[UUID, Task]) -> list[tuple[str, PlannedAction]]:
    """The actions that are new, or say something else than their task that is still to do, with their fields."""
    actions = _fields(goals)
    return [item for item in actions if item[1].task_id is None or _differs(item[1], tasks[item[1].task_id])]


def _differs(action: PlannedAction, task: Task) -> bool:
    return task.is_open and (action.text, action.owner, action.due) != (task.text, task.owner, task.due)


async def _kept(
    uow: CaseworkUnitOfWork,
    case_id: UUID,
    action: PlannedAction,
    *,
    tasks: Mapping[UUID, Task],
    by: str,
    clock: Clock,
) -> PlannedAction:
    """The action with its task, which is added or changed where it is still to do."""
    if action.task_id is None:
        task = Task(new_id(), action.text, action.owner, action.due, clock.now(), by, origin=TaskOrigin.PLAN)
        await uow.files.add_task(case_id, task)
        return replace(action, task_id=task.task_id)
    task = tasks[action.task_id]
    if not task.is_open:
        return PlannedAction(task.text or action.text, task.owner, task.due, task.task_id)
    if _differs(action, task):
        await uow.plans.change_task(replace(task, text=action.text, owner=action.owner, due=action.due))
    return action

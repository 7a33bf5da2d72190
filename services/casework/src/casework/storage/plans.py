"""Plans of cases, in all their versions, and the tasks that they have."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case_file import Task
from casework.domain.plan import Goal, GoalState, Plan, PlannedAction
from casework.domain.vocabulary import TaskOrigin
from casework.storage.case_files import to_task
from casework.storage.case_rows import local
from casework.storage.plan_tables import plan
from casework.storage.tables import IS_TO_DO, task


class Plans:
    """The plans of cases."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def newest(self, case_id: UUID) -> Plan | None:
        """The plan of a case as it is; None for a case without a plan."""
        statement = sa.select(plan).where(plan.c.case_id == case_id).order_by(plan.c.version.desc()).limit(1)
        row = (await self._connection.execute(statement)).first()
        return _to_plan(row) if row else None

    async def revisions(self, case_id: UUID, after: int, limit: int) -> Sequence[Plan]:
        """The versions of a plan after a version, the oldest first."""
        is_it = sa.and_(plan.c.case_id == case_id, plan.c.version > after)
        statement = sa.select(plan).where(is_it).order_by(plan.c.version).limit(limit)
        return [_to_plan(row) for row in await self._connection.execute(statement)]

    async def add(self, case_id: UUID, item: Plan) -> None:
        """Keep a new version."""
        values = {
            "case_id": case_id,
            "version": item.version,
            "at": item.at,
            "by": item.by,
            "goals": [_goal_values(goal) for goal in item.goals],
            "evaluate_on": list(item.evaluate_on),
        }
        await self._connection.execute(sa.insert(plan).values(values))

    async def tasks(self, case_id: UUID) -> Mapping[UUID, Task]:
        """The tasks that plans of the case brought, by id, whether they are still to do or not."""
        is_it = sa.and_(task.c.case_id == case_id, task.c.origin == TaskOrigin.PLAN)
        rows = await self._connection.execute(sa.select(task).where(is_it).order_by(task.c.task_id))
        return {row.task_id: to_task(row) for row in rows}

    async def change_task(self, item: Task) -> None:
        """Keep what is to do, by which day, and who does it, of a task that is still to do."""
        values = {"text": item.text, "owner": item.owner, "due": item.due}
        is_it = sa.and_(task.c.task_id == item.task_id, IS_TO_DO)
        await self._connection.execute(sa.update(task).where(is_it).values(values))

    async def drop_tasks(self, task_ids: Sequence[UUID], at: datetime) -> None:
        """What is no longer planned is no longer to do."""
        is_it = sa.and_(task.c.task_id.in_(task_ids), IS_TO_DO)
        await self._connection.execute(sa.update(task).where(is_it).values(dropped_at=at))

    async def move(self, source: UUID, target: UUID) -> None:
        """The plan of one case goes on in another's: behind the plan that the other has, as its newest version."""
        moving, staying = await self.newest(source), await self.newest(target)
        if moving is None:
            return
        if staying is None:
            await self._connection.execute(sa.update(plan).where(plan.c.case_id == source).values(case_id=target))
            return
        days = tuple(sorted({*staying.evaluate_on, *moving.evaluate_on}))
        goals = (*staying.goals, *moving.goals)
        await self.add(target, Plan(staying.version + 1, max(staying.at, moving.at), moving.by, goals, days))


def _goal_values(goal: Goal) -> dict[str, Any]:
    return {
        "text": goal.text,
        "state": goal.state,
        "actions": [
            {
                "text": action.text,
                "owner": action.owner,
                "due": action.due.isoformat(),
                "task_id": str(action.task_id) if action.task_id else None,
            }
            for action in goal.actions
        ],
    }


def _to_plan(row: sa.Row[Any]) -> Plan:
    goals = tuple(_to_goal(values) for values in row.goals)
    return Plan(row.version, local(row.at), row.by, goals, tuple(row.evaluate_on))


def _to_goal(values: Mapping[str, Any]) -> Goal:
    actions = tuple(
        PlannedAction(
            action["text"],
            action["owner"],
            date.fromisoformat(action["due"]),
            UUID(action["task_id"]) if action["task_id"] else None,
        )
        for action in values["actions"]
    )
    return Goal(values["text"], GoalState(values["state"]), actions)

"""Tasks by their owner, over all cases."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case_file import OwnTask
from casework.domain.states import ENDED, Status
from casework.storage.case_files import to_task
from casework.storage.tables import IS_TO_DO, case_record, task
from shared.domain.errors import NotFound

_CASE = case_record.c
_SELECT = sa.select(task, _CASE.reference, _CASE.case_type, _CASE.status).join(
    case_record, _CASE.case_id == task.c.case_id
)


class OwnTasks:
    """What people have to do, whoever acts on the cases; ``names`` are the contact id and the ``sub`` of a person."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, names: Collection[str], task_id: UUID) -> OwnTask:
        """A task of the person. Raises NotFound for another's, as if it were not there."""
        is_it = sa.and_(task.c.task_id == task_id, task.c.owner.in_(names))
        row = (await self._connection.execute(_SELECT.where(is_it))).first()
        if row is None:
            raise NotFound("task", task_id)
        return _to_own_task(row)

    async def to_do(self, names: Collection[str], *, after: tuple[date, UUID] | None, limit: int) -> Sequence[OwnTask]:
        """The open tasks of the person after a place, what is due first in front."""
        statement = _SELECT.where(task.c.owner.in_(names), IS_TO_DO).order_by(task.c.due, task.c.task_id)
        if after:
            place = sa.tuple_(sa.literal(after[0]), sa.literal(after[1]))
            statement = statement.where(sa.tuple_(task.c.due, task.c.task_id) > place)
        return [_to_own_task(row) for row in await self._connection.execute(statement.limit(limit))]


def _to_own_task(row: sa.Row[Any]) -> OwnTask:
    return OwnTask(to_task(row), row.case_id, row.reference, row.case_type, Status(row.status) in ENDED)

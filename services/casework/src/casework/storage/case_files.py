"""Notes, tasks and contacts of cases, in the order they were added."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case_file import CaseContact, Note, Task
from casework.domain.vocabulary import ContactMeans, ContactParty
from casework.storage.case_rows import local
from casework.storage.tables import case_contact, note, task
from shared.domain.errors import NotFound


class CaseFiles:
    """What caseworkers add to a case. A page comes in the order of adding, or the other way round."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_note(self, case_id: UUID, item: Note) -> None:
        await self._add(note, case_id, item)

    async def add_task(self, case_id: UUID, item: Task) -> None:
        await self._add(task, case_id, item)

    async def add_contact(self, case_id: UUID, item: CaseContact) -> None:
        await self._add(case_contact, case_id, item)

    async def finish_task(self, case_id: UUID, task_id: UUID, at: datetime) -> None:
        """A task is done; a task that was done before stays as it is. Raises NotFound."""
        is_it = sa.and_(task.c.case_id == case_id, task.c.task_id == task_id)
        done_at = sa.func.coalesce(task.c.done_at, at)
        if (await self._connection.execute(sa.update(task).where(is_it).values(done_at=done_at))).rowcount == 0:
            raise NotFound("task", task_id)

    async def notes(self, case_id: UUID, after: UUID | None, limit: int, *, newest_first: bool = False) -> list[Note]:
        return [
            Note(**values)
            for values in await self._page(note, case_id, after=after, limit=limit, newest_first=newest_first)
        ]

    async def tasks(self, case_id: UUID, after: UUID | None, limit: int, *, newest_first: bool = False) -> list[Task]:
        return [
            Task(**values)
            for values in await self._page(task, case_id, after=after, limit=limit, newest_first=newest_first)
        ]

    async def contacts(
        self, case_id: UUID, after: UUID | None, limit: int, *, newest_first: bool = False
    ) -> list[CaseContact]:
        rows = await self._page(case_contact, case_id, after=after, limit=limit, newest_first=newest_first)
        return [
            CaseContact(**row | {"party": ContactParty(row["party"]), "means": ContactMeans(row["means"])})
            for row in rows
        ]

    async def move(self, source: UUID, target: UUID) -> None:
        """What was added to one case is another's from now on."""
        for table in (note, task, case_contact):
            await self._connection.execute(sa.update(table).where(table.c.case_id == source).values(case_id=target))

    async def _add(self, table: sa.Table, case_id: UUID, item: Note | Task | CaseContact) -> None:
        values = {column.name: getattr(item, column.name) for column in table.columns if column.name != "case_id"}
        await self._connection.execute(sa.insert(table).values(values | {"case_id": case_id}))

    async def _page(
        self, table: sa.Table, case_id: UUID, *, after: UUID | None, limit: int, newest_first: bool
    ) -> list[dict[str, Any]]:
        [key] = table.primary_key.columns
        order = key.desc() if newest_first else key
        statement = sa.select(table).where(table.c.case_id == case_id).order_by(order).limit(limit)
        if after:
            statement = statement.where(key < after if newest_first else key > after)
        return [_values(row) for row in await self._connection.execute(statement)]


def _values(row: sa.Row[Any]) -> dict[str, Any]:
    values = {name: value for name, value in row._mapping.items() if name != "case_id"}
    return {name: local(value) if isinstance(value, datetime) else value for name, value in values.items()}

"""Tasks and contacts of cases, in the order they were added."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case_file import CaseContact, Task
from casework.domain.vocabulary import ContactMeans, ContactParty, TaskOrigin
from casework.storage.case_rows import local
from casework.storage.note_tables import note
from casework.storage.tables import IS_TO_DO, case_contact, letter, task
from shared.domain.errors import NotFound


class CaseFiles:
    """What caseworkers add to a case. A page comes in the order of adding, or the other way round."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_task(self, case_id: UUID, item: Task) -> None:
        await self._add(task, case_id, item)

    async def add_contact(self, case_id: UUID, item: CaseContact) -> None:
        await self._add(case_contact, case_id, item)

    async def add_action(self, case_id: UUID, item: Task) -> bool:
        """Add a task that was agreed at a meeting; whether its action was new."""
        values = _columns(task, item) | {"case_id": case_id}
        added = insert(task).values(values).on_conflict_do_nothing().returning(task.c.task_id)
        return (await self._connection.execute(added)).first() is not None

    async def task(self, case_id: UUID, task_id: UUID) -> Task:
        """A task of this case. Raises NotFound."""
        is_it = sa.and_(task.c.case_id == case_id, task.c.task_id == task_id)
        row = (await self._connection.execute(sa.select(task).where(is_it))).first()
        if row is None:
            raise NotFound("task", task_id)
        return to_task(row)

    async def finish_task(self, case_id: UUID, task_id: UUID, at: datetime) -> None:
        """A task is done; a task that was done or dropped before stays as it is. Raises NotFound."""
        is_it = sa.and_(task.c.case_id == case_id, task.c.task_id == task_id)
        done_at = sa.case((IS_TO_DO, at), else_=task.c.done_at)
        if (await self._connection.execute(sa.update(task).where(is_it).values(done_at=done_at))).rowcount == 0:
            raise NotFound("task", task_id)

    async def open_tasks(self, case_id: UUID) -> list[Task]:
        """The tasks of a case that were neither done nor dropped, the oldest first."""
        statement = sa.select(task).where(task.c.case_id == case_id, IS_TO_DO).order_by(task.c.task_id)
        return [to_task(row) for row in await self._connection.execute(statement)]

    async def drop_tasks(self, case_id: UUID, at: datetime) -> int:
        """Nothing of a case is to do any more; how many tasks that ends."""
        statement = sa.update(task).where(task.c.case_id == case_id, IS_TO_DO).values(dropped_at=at)
        return (await self._connection.execute(statement)).rowcount

    async def tasks(self, case_id: UUID, after: UUID | None, limit: int, *, newest_first: bool = False) -> list[Task]:
        rows = await self._page(task, case_id, after=after, limit=limit, newest_first=newest_first)
        return [Task(**values | {"origin": TaskOrigin(values["origin"])}) for values in rows]

    async def contacts(
        self, case_id: UUID, after: UUID | None, limit: int, *, newest_first: bool = False
    ) -> list[CaseContact]:
        rows = await self._page(case_contact, case_id, after=after, limit=limit, newest_first=newest_first)
        return [
            CaseContact(**row | {"party": ContactParty(row["party"]), "means": ContactMeans(row["means"])})
            for row in rows
        ]

    async def last_reached(self, case_ids: Collection[UUID], party: ContactParty) -> Mapping[UUID, date]:
        """The last day on which this party of each of these cases was reached, by case."""
        contact = case_contact.c
        statement = sa.select(contact.case_id, sa.func.max(contact.on).label("last")).group_by(contact.case_id)
        is_it = sa.and_(contact.case_id.in_(sorted(case_ids)), contact.party == party, contact.reached)
        return {row.case_id: row.last for row in await self._connection.execute(statement.where(is_it))}

    async def move(self, source: UUID, target: UUID) -> None:
        """What was added to one case is another's from now on."""
        for table in (note, task, case_contact, letter):
            await self._connection.execute(sa.update(table).where(table.c.case_id == source).values(case_id=target))

    async def _add(self, table: sa.Table, case_id: UUID, item: Task | CaseContact) -> None:
        await self._connection.execute(sa.insert(table).values(_columns(table, item) | {"case_id": case_id}))

    async def _page(
        self, table: sa.Table, case_id: UUID, *, after: UUID | None, limit: int, newest_first: bool
    ) -> list[dict[str, Any]]:
        [key] = table.primary_key.columns
        order = key.desc() if newest_first else key
        statement = sa.select(table).where(table.c.case_id == case_id).order_by(order).limit(limit)
        if after:
            statement = statement.where(key < after if newest_first else key > after)
        return [_values(row) for row in await self._connection.execute(statement)]


def to_task(row: sa.Row[Any]) -> Task:
    """A task of its row, which may hold more than the columns of tasks."""
    values = {str(column.name): getattr(row, column.name) for column in task.columns if column.name != "case_id"}
    times = {name: local(value) for name, value in values.items() if isinstance(value, datetime)}
    return Task(**values | times | {"origin": TaskOrigin(row.origin)})


def _columns(table: sa.Table, item: Task | CaseContact) -> dict[str, Any]:
    return {column.name: getattr(item, column.name) for column in table.columns if column.name != "case_id"}


def _values(row: sa.Row[Any]) -> dict[str, Any]:
    values = {name: value for name, value in row._mapping.items() if name != "case_id"}
    return {name: local(value) if isinstance(value, datetime) else value for name, value in values.items()}

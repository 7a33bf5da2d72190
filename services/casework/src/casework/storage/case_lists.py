"""Cases in lists: found by a filter, to work on, counted per assignee."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.lists import CaseFilter, Caseload, WorkItem
from casework.domain.states import Status
from casework.storage.case_search import class_of_case, found_by
from casework.storage.tables import IS_OPEN, case_record, meeting, meeting_case, task
from casework.storage.whole_cases import WholeCases
from shared.runtime.clock import BRUSSELS

_WAITS_FOR_A_CASEWORKER = case_record.c.status.in_([Status.NEW, Status.ASSESSMENT, Status.WITHDRAWAL_PROPOSED])
_FIRST_TASK = (
    sa.select(sa.func.min(task.c.due))
    .where(task.c.case_id == case_record.c.case_id, task.c.done_at.is_(None))
    .scalar_subquery()
)
# A meeting that asks for somebody is due on its own day.
_FIRST_MEETING = (
    sa.select(sa.func.min(sa.cast(sa.func.timezone(BRUSSELS.key, meeting.c.starts_at), sa.Date)))
    .join(meeting_case, meeting_case.c.meeting_id == meeting.c.meeting_id)
    .where(meeting_case.c.case_id == case_record.c.case_id, meeting.c.attention_since.is_not(None))
    .scalar_subquery()
)
# LEAST passes over nulls.
_DUE = sa.func.least(
    sa.case((_WAITS_FOR_A_CASEWORKER, case_record.c.respond_by)),
    case_record.c.hold_until,
    _FIRST_TASK,
    _FIRST_MEETING,
)


class CaseLists:
    """Cases to read."""

    def __init__(self, connection: AsyncConnection, whole: WholeCases) -> None:
        self._connection = connection
        self._whole = whole

    async def page(
        self, wanted: CaseFilter, *, today: date, after: UUID | None, limit: int, newest_first: bool = False
    ) -> list[Case]:
        """Cases in the order they were opened, or the other way round, after the given case."""
        case_id = case_record.c.case_id
        order = case_id.desc() if newest_first else case_id
        statement = sa.select(case_record).where(*_conditions(wanted)).order_by(order).limit(limit)
        if wanted.search:
            statement = statement.where(*found_by(wanted.search, today))
        if after:
            statement = statement.where(case_id < after if newest_first else case_id > after)
        return await self._whole.read(statement)

    async def classes(self, case_ids: Collection[UUID], today: date) -> Mapping[UUID, str | None]:
        """The class of each case's pupil at the case's school, as far as it is known."""
        statement = sa.select(case_record.c.case_id, class_of_case(today).label("class_name"))
        statement = statement.where(case_record.c.case_id.in_(case_ids))
        return {row.case_id: row.class_name for row in await self._connection.execute(statement)}

    async def worklist(
        self, workers: Collection[str], *, case_type: str | None, after: tuple[date, UUID] | None, limit: int
    ) -> list[WorkItem]:
        """Open cases (of one type) of these assignees or nobody, what is due first in front."""
        is_mine = sa.or_(case_record.c.assignee.is_(None), case_record.c.assignee.in_(list(workers)))
        due = sa.func.coalesce(_DUE, date.max)
        order = sa.tuple_(due, case_record.c.case_id)
        statement = (
            sa.select(case_record, due.label("due"), _FIRST_TASK.label("task_due"))
            .where(IS_OPEN, is_mine, *_of_type(case_type))
            .order_by(due, case_record.c.case_id)
            .limit(limit)
        )
        if after:
            statement = statement.where(order > sa.tuple_(sa.literal(after[0]), sa.literal(after[1])))
        rows = list(await self._connection.execute(statement))
        cases = await self._whole.of_rows(rows)
        return [
            WorkItem(case, None if row.due == date.max else row.due, row.task_due)
            for case, row in zip(cases, rows, strict=True)
        ]

    async def caseloads(self, case_type: str | None) -> list[Caseload]:
        """The open cases (of one type) per assignee."""
        statement = (
            sa.select(case_record.c.assignee, case_record.c.status, sa.func.count())
            .where(IS_OPEN, *_of_type(case_type))
            .group_by(case_record.c.assignee, case_record.c.status)
        )
        loads: dict[str | None, dict[Status, int]] = defaultdict(dict)
        for assignee, status, count in await self._connection.execute(statement):
            loads[assignee][Status(status)] = count
        return [Caseload(assignee, loads[assignee]) for assignee in sorted(loads, key=lambda name: name or "")]


def _conditions(wanted: CaseFilter) -> list[sa.ColumnElement[bool]]:
    columns = case_record.c
    asked = {
        columns.reference: wanted.reference,
        columns.assignee: wanted.assignee,
        columns.school: wanted.school,
        columns.person_id: wanted.person_id,
    }
    conditions = [column == value for column, value in asked.items() if value is not None]
    conditions += _of_type(wanted.case_type)
    if wanted.visible is not None:
        conditions.append(columns.case_type.in_(sorted(wanted.visible)))
    if wanted.statuses is not None:
        conditions.append(columns.status.in_(sorted(wanted.statuses)))
    if wanted.schools is not None:
        conditions.append(columns.school.in_(sorted(wanted.schools)))
    if wanted.due_before is not None:
        conditions.append(columns.respond_by < wanted.due_before)
    return conditions


def _of_type(case_type: str | None) -> list[sa.ColumnElement[bool]]:
    return [] if case_type is None else [case_record.c.case_type == case_type]

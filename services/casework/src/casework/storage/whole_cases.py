"""Reads cases whole: their rows with all signals and meetings, in three statements however many there are."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.meeting import Meeting
from casework.domain.signal import Signal
from casework.storage.case_rows import to_case, to_meeting, to_signal
from casework.storage.tables import IS_OPEN, case_record, meeting, meeting_case, signal

_other = meeting_case.alias()
_HAS_OTHER_CASE = (
    sa.exists()
    .where(
        _other.c.meeting_id == meeting.c.meeting_id,
        _other.c.case_id != meeting_case.c.case_id,
        case_record.c.case_id == _other.c.case_id,
        IS_OPEN,
    )
    .label("has_other_case")
)


async def read_cases(connection: AsyncConnection, statement: sa.Select[Any]) -> list[Case]:
    """The cases a statement over ``case_record`` selects, in its order."""
    return await with_parts(connection, list(await connection.execute(statement)))


async def with_parts(connection: AsyncConnection, rows: list[sa.Row[Any]]) -> list[Case]:
    """Cases of rows that hold the columns of ``case_record``."""
    case_ids = [row.case_id for row in rows]
    if not case_ids:
        return []
    signals = await _signals(connection, case_ids)
    meetings = await _meetings(connection, case_ids)
    return [to_case(row, signals[row.case_id], tuple(meetings[row.case_id])) for row in rows]


async def _signals(connection: AsyncConnection, case_ids: list[UUID]) -> dict[UUID, list[Signal]]:
    found: dict[UUID, list[Signal]] = defaultdict(list)
    statement = (
        sa.select(signal)
        .where(signal.c.case_id.in_(case_ids))
        .order_by(signal.c.counted_at, signal.c.level, signal.c.signal_id)
    )
    for row in await connection.execute(statement):
        found[row.case_id].append(to_signal(row))
    return found


async def _meetings(connection: AsyncConnection, case_ids: list[UUID]) -> dict[UUID, list[Meeting]]:
    found: dict[UUID, list[Meeting]] = defaultdict(list)
    statement = (
        sa.select(meeting, meeting_case.c.case_id, _HAS_OTHER_CASE)
        .join(meeting_case, meeting_case.c.meeting_id == meeting.c.meeting_id)
        .where(meeting_case.c.case_id.in_(case_ids))
        .order_by(meeting.c.starts_at, meeting.c.meeting_id)
    )
    for row in await connection.execute(statement):
        found[row.case_id].append(to_meeting(row))
    return found

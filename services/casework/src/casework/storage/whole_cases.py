"""Reads cases whole: their rows with all they rest on and their meetings, in a few statements for any number."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.enrolment_gap import EnrolmentGap
from casework.domain.meeting import Meeting
from casework.domain.signal import Signal
from casework.domain.vocabulary import CaseType
from casework.storage.case_rows import to_gap, to_meeting, to_not_enrolled_case, to_signal, to_truancy_case
from casework.storage.tables import IS_OPEN, case_record, enrolment_gap, meeting, meeting_case, signal

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
    truancy = [row.case_id for row in rows if row.case_type == CaseType.TRUANCY]
    not_enrolled = [row.case_id for row in rows if row.case_type == CaseType.NOT_ENROLLED]
    signals = await _signals(connection, truancy) if truancy else {}
    meetings = await _meetings(connection, truancy) if truancy else {}
    gaps = await _gaps(connection, not_enrolled) if not_enrolled else {}
    return [
        to_not_enrolled_case(row, gaps.get(row.case_id, []))
        if row.case_type == CaseType.NOT_ENROLLED
        else to_truancy_case(row, signals.get(row.case_id, []), tuple(meetings.get(row.case_id, ())))
        for row in rows
    ]


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


async def _gaps(connection: AsyncConnection, case_ids: list[UUID]) -> dict[UUID, list[EnrolmentGap]]:
    found: dict[UUID, list[EnrolmentGap]] = defaultdict(list)
    for row in await connection.execute(sa.select(enrolment_gap).where(enrolment_gap.c.case_id.in_(case_ids))):
        found[row.case_id].append(to_gap(row))
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

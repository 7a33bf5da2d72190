"""Open cases that are stuck."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.notice import NoticeStatus
from casework.domain.states import Status
from casework.domain.stuck import StuckBy, StuckCase, StuckFilter
from casework.domain.timeline import EntryKind
from casework.domain.vocabulary import MeetingStatus
from casework.storage.note_tables import note
from casework.storage.tables import (
    IS_OPEN,
    IS_TO_DO,
    case_contact,
    case_record,
    meeting,
    meeting_case,
    notice,
    task,
    timeline,
)
from casework.storage.trajectory_tables import trajectory
from casework.storage.whole_cases import WholeCases
from shared.runtime.clock import BRUSSELS

_COLUMNS = case_record.c
_REMINDERS = [
    EntryKind.TERM_DUE_SOON,
    EntryKind.TERM_OVERDUE,
    EntryKind.TERM_ESCALATED,
    EntryKind.RESPONSE_OVERDUE,
    EntryKind.HAND_OVER_ENDED,
]
"""Entries that say that nothing happened."""

_MEETINGS = sa.select(meeting_case.c.meeting_id).where(meeting_case.c.case_id == _COLUMNS.case_id)
_OF_ITS_MEETINGS = meeting.c.meeting_id.in_(_MEETINGS)
_UNSCHEDULABLE = sa.exists().where(_OF_ITS_MEETINGS, meeting.c.status == MeetingStatus.PROPOSED, meeting.c.sequence > 0)
_IS_WATCHED = sa.and_(_COLUMNS.watch.is_not(None), _COLUMNS.closure_proposed_since.is_(None))


class StuckCases:
    """Cases to read, with why they are stuck."""

    def __init__(self, connection: AsyncConnection, whole: WholeCases) -> None:
        self._connection = connection
        self._whole = whole

    async def page(
        self, wanted: StuckFilter, *, quiet_since: date, now: datetime, after: UUID | None, limit: int
    ) -> list[StuckCase]:
        """Stuck cases in the order they were opened, after the given case. Nothing happened since ``quiet_since``."""
        why = {
            StuckBy.NO_MOVEMENT: _nothing_moves(quiet_since, now),
            StuckBy.MEETING_UNSCHEDULABLE: _UNSCHEDULABLE,
            StuckBy.NOTICE_FAILED: _has_notice(NoticeStatus.FAILED),
            StuckBy.NOTICE_UNACKNOWLEDGED: _has_notice(NoticeStatus.UNACKNOWLEDGED),
        }
        statement = (
            sa.select(case_record, *(condition.label(f"is_{reason.name}") for reason, condition in why.items()))
            .where(IS_OPEN, sa.or_(*why.values()), *_conditions(wanted))
            .order_by(_COLUMNS.case_id)
            .limit(limit)
        )
        if after:
            statement = statement.where(_COLUMNS.case_id > after)
        rows = list(await self._connection.execute(statement))
        cases = await self._whole.of_rows(rows)
        return [
            StuckCase(case, tuple(reason for reason in why if getattr(row, f"is_{reason.name}")))
            for case, row in zip(cases, rows, strict=True)
        ]


def _conditions(wanted: StuckFilter) -> list[sa.ColumnElement[bool]]:
    asked = {
        _COLUMNS.case_type: wanted.case_type,
        _COLUMNS.school: wanted.school,
        _COLUMNS.assignee: wanted.assignee,
    }
    return [column == value for column, value in asked.items() if value is not None]


def _nothing_moves(quiet_since: date, now: datetime) -> sa.ColumnElement[bool]:
    since, today = datetime.combine(quiet_since, time(), BRUSSELS), now.date()
    has_task = sa.exists().where(task.c.case_id == _COLUMNS.case_id, IS_TO_DO)
    waits = sa.or_(
        _COLUMNS.hold_until >= today,
        _COLUMNS.hand_over_by >= today,
        _COLUMNS.state_by >= today,
        sa.and_(_COLUMNS.status.in_([Status.NEW, Status.ASSESSMENT]), _COLUMNS.respond_by >= today),
    )
    is_coming = sa.or_(
        sa.and_(
            meeting.c.status.in_([MeetingStatus.SCHEDULED, MeetingStatus.UNDER_REVIEW]), meeting.c.starts_at >= now
        ),
        sa.and_(meeting.c.status == MeetingStatus.PROPOSED, meeting.c.sequence == 0),
    )
    has_meeting = sa.exists().where(_OF_ITS_MEETINGS, is_coming)
    moves: list[Any] = [
        has_task,
        has_meeting,
        _has_day_of_trajectory(today),
        _IS_WATCHED,
        sa.func.coalesce(waits, False),
        *_moved(since),
    ]
    return sa.and_(_COLUMNS.opened_at < since, *(sa.not_(moving) for moving in moves))


def _has_day_of_trajectory(today: date) -> sa.Exists:
    of_case, days = trajectory.c.case_id == _COLUMNS.case_id, (trajectory.c.evaluate_on, trajectory.c.contact_by)
    return sa.exists().where(of_case, sa.or_(*(day >= today for day in days)))


def _moved(since: datetime) -> list[sa.Exists]:
    """That something happened: in the timeline, at its meetings, or in what people added."""
    is_movement = sa.and_(timeline.c.at >= since, timeline.c.kind.not_in(_REMINDERS))
    in_timeline = sa.exists().where(timeline.c.case_id == _COLUMNS.case_id, is_movement)
    at_meetings = sa.exists().where(timeline.c.meeting_id.in_(_MEETINGS), is_movement)
    added = [
        sa.exists().where(table.c.case_id == _COLUMNS.case_id, table.c.at >= since)
        for table in (note, task, case_contact)
    ]
    done = sa.exists().where(task.c.case_id == _COLUMNS.case_id, task.c.done_at >= since)
    return [in_timeline, at_meetings, *added, done]


def _has_notice(status: NoticeStatus) -> sa.ColumnElement[bool]:
    is_it = sa.and_(notice.c.status == status, notice.c.answer.is_(None))
    of_case = sa.exists().where(notice.c.case_id == _COLUMNS.case_id, is_it)
    return sa.or_(of_case, sa.exists().where(notice.c.meeting_id.in_(_MEETINGS), is_it))

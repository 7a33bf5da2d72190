"""The delivery log as it is asked for over HTTP."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.about import About
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Status
from notifications.storage.notice_rows import notice_of
from notifications.storage.tables import directory_contact, notice
from shared.runtime.clock import BRUSSELS


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What is asked for; None for a field asks for all. The days are those on which notices were made, included.

    With `is_awaited` only notices that arrived and whose receiver should answer and did not.
    """

    status: Status | None = None
    about_kind: str | None = None
    about_id: UUID | None = None
    contact_id: str | None = None
    template: str | None = None
    channel: str | None = None
    is_printed: bool | None = None
    first_day: date | None = None
    last_day: date | None = None
    is_awaited: bool = False


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A notice with its place in the log and, where the directory knows it, the receiver's name."""

    notice: Notice
    position: int
    contact_name: str | None

    @property
    def about(self) -> About:
        """What the notice is about."""
        return self.notice.key.about


class NoticeLog:
    """Reads notices, newest first."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def page(self, asked: LogFilter, before: int | None, limit: int) -> list[LogEntry]:
        """Up to ``limit`` entries, of those before position ``before`` where it is given."""
        statement = _entries().where(*_conditions(asked)).order_by(notice.c.position.desc()).limit(limit)
        if before is not None:
            statement = statement.where(notice.c.position < before)
        return _read(await self._connection.execute(statement))

    async def entry(self, notice_id: UUID) -> LogEntry | None:
        """The entry of this notice; None if there is no such notice."""
        return next(iter(_read(await self._connection.execute(_entries().where(notice.c.id == notice_id)))), None)

    async def entries(self, notice_ids: Collection[UUID]) -> Mapping[UUID, LogEntry]:
        """The entries of these notices by their ids, as far as there are such notices."""
        if not notice_ids:
            return {}
        rows = _read(await self._connection.execute(_entries().where(notice.c.id.in_(notice_ids))))
        return {entry.notice.id: entry for entry in rows}


def _entries() -> sa.Select[Any]:
    names = notice.outerjoin(directory_contact, directory_contact.c.contact_id == notice.c.contact_id)
    return sa.select(notice, directory_contact.c.name.label("contact_name")).select_from(names)


def _conditions(asked: LogFilter) -> Sequence[sa.ColumnElement[bool]]:
    wanted = {
        notice.c.status: asked.status,
        notice.c.about_kind: asked.about_kind,
        notice.c.about_id: asked.about_id,
        notice.c.contact_id: asked.contact_id,
        notice.c.template: asked.template,
        notice.c.channel: asked.channel,
    }
    conditions = [column == value for column, value in wanted.items() if value is not None]
    if asked.is_printed is not None:
        conditions.append(notice.c.printed_at.is_not(None) if asked.is_printed else notice.c.printed_at.is_(None))
    if asked.is_awaited:
        conditions += [
            notice.c.status == Status.SENT,
            notice.c.answer_by.is_not(None),
            notice.c.acknowledged_at.is_(None),
        ]
    if asked.first_day and asked.first_day > date.min:
        conditions.append(notice.c.created_at >= _begin_of(asked.first_day))
    if asked.last_day and asked.last_day < date.max:
        conditions.append(notice.c.created_at < _begin_of(asked.last_day + timedelta(days=1)))
    return conditions


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, BRUSSELS)


def _read(rows: sa.CursorResult[Any]) -> list[LogEntry]:
    return [LogEntry(notice_of(row), row.position, row.contact_name) for row in rows]

"""The timeline of cases. Entries are added and, when cases merge, moved; no entry is ever changed or removed.

What became of a notice is kept beside its entries, as facts, in the same statement.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.lists import TimelinePlace
from casework.domain.notice import Notice, NoticeAnswer, NoticeStatus
from casework.domain.timeline import Entry
from casework.storage.case_rows import local
from casework.storage.moving import going_on_as
from casework.storage.tables import case_record, meeting_case, notice, timeline
from shared.domain.roles import Role

_ENTRY_FIELDS = ("at", "kind", "by", "facts", "event_id")
_NOTICE_FIELDS = tuple(field.name for field in fields(Notice))


class Timeline:
    """What happened, in order."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def append(self, case_id: UUID, entries: Sequence[Entry]) -> None:
        """What happened to a case."""
        rows = [_values(entry) | {"case_id": case_id} for entry in entries]
        await self._connection.execute(sa.insert(timeline), rows)

    async def note_meeting(self, meeting_id: UUID, entry: Entry) -> None:
        """What was told of a meeting, once per event; it shows in the timeline of each case of the meeting."""
        await self._connection.execute(_noted("meeting_id", sa.select(sa.literal(meeting_id)), entry))

    async def note_notice_of_case(self, case_id: UUID, notice: Notice, entry: Entry) -> None:
        """What became of a notice about a case, once per event; nothing of a case that is not known here."""
        cases = sa.select(going_on_as(case_record)).where(case_record.c.case_id == case_id)
        await self._note_notice("case_id", cases, state=notice, entry=entry)

    async def note_notice_of_meeting(self, meeting_id: UUID, notice: Notice, entry: Entry) -> None:
        """What became of a notice about a meeting, once per event."""
        await self._note_notice("meeting_id", sa.select(sa.literal(meeting_id)), state=notice, entry=entry)

    async def _note_notice(self, about: str, which: sa.Select[Any], *, state: Notice, entry: Entry) -> None:
        kept = _kept(about, which, state).cte("kept")
        await self._connection.execute(_noted(about, which, entry).add_cte(kept))

    async def notices(self, case_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Notice]]:
        """The notices about each case and its meetings, in the order they were made."""
        of_case = sa.select(notice.c.case_id.label("shown_in"), notice).where(notice.c.case_id.in_(case_ids))
        of_meeting = (
            sa.select(meeting_case.c.case_id.label("shown_in"), notice)
            .join(notice, notice.c.meeting_id == meeting_case.c.meeting_id)
            .where(meeting_case.c.case_id.in_(case_ids))
        )
        notices: dict[UUID, list[Notice]] = defaultdict(list)
        for row in await self._connection.execute(sa.union_all(of_case, of_meeting).order_by("notification_id")):
            notices[row.shown_in].append(_to_notice(row))
        return notices

    async def move(self, source: UUID, target: UUID) -> None:
        """The timeline of one case goes on in another's."""
        for table in (timeline, notice):
            await self._connection.execute(sa.update(table).where(table.c.case_id == source).values(case_id=target))

    async def page(
        self, case_id: UUID, after: TimelinePlace | None, limit: int
    ) -> Sequence[tuple[TimelinePlace, Entry]]:
        """Entries in the order they happened, after the given place."""
        meetings = sa.select(meeting_case.c.meeting_id).where(meeting_case.c.case_id == case_id)
        place = sa.tuple_(timeline.c.at, timeline.c.position)
        statement = (
            sa.select(timeline)
            .where(sa.or_(timeline.c.case_id == case_id, timeline.c.meeting_id.in_(meetings)))
            .order_by(timeline.c.at, timeline.c.position)
            .limit(limit)
        )
        if after:
            statement = statement.where(place > sa.tuple_(sa.literal(after.at), sa.literal(after.position)))
        return [_to_entry(row) for row in await self._connection.execute(statement)]


def _noted(about: str, which: sa.Select[Any], entry: Entry) -> Insert:
    """An entry about a case or meeting, unless this event brought it before."""
    is_there = sa.exists().where(timeline.c.event_id == entry.event_id, timeline.c.kind == entry.kind)
    rows = which.add_columns(*_columns(entry)).where(~is_there)
    return insert(timeline).from_select([about, *_ENTRY_FIELDS], rows)


def _kept(about: str, which: sa.Select[Any], state: Notice) -> Insert:
    """The notice as it was told last: an answer stays, whatever is told after or before it."""
    values = asdict(state)
    rows = which.add_columns(*(sa.literal(values[name], notice.c[name].type).label(name) for name in _NOTICE_FIELDS))
    statement = insert(notice).from_select([about, *_NOTICE_FIELDS], rows)
    is_newer = statement.excluded.sequence >= notice.c.sequence
    return statement.on_conflict_do_update(
        index_elements=[notice.c.notification_id],
        set_={
            "sequence": sa.func.greatest(statement.excluded.sequence, notice.c.sequence),
            "status": sa.case((is_newer, statement.excluded.status), else_=notice.c.status),
            "answer": sa.func.coalesce(statement.excluded.answer, notice.c.answer),
        },
    )


def _values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _ENTRY_FIELDS}


def _columns(entry: Entry) -> list[sa.ColumnElement[Any]]:
    return [sa.literal(value, timeline.c[name].type).label(name) for name, value in _values(entry).items()]


def _to_entry(row: sa.Row[Any]) -> tuple[TimelinePlace, Entry]:
    entry = Entry(local(row.at), row.kind, row.by, row.facts, row.event_id)
    return TimelinePlace(row.at, row.position), entry


def _to_notice(row: sa.Row[Any]) -> Notice:
    values = {name: getattr(row, name) for name in _NOTICE_FIELDS}
    enums = {"recipient_role": Role(row.recipient_role), "status": NoticeStatus(row.status)}
    return Notice(**values | enums | {"answer": NoticeAnswer(row.answer) if row.answer else None})

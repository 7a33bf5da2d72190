"""The timeline of cases. Rows are added and, when cases merge, moved; none is ever changed or removed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.application.ports import TimelinePlace
from casework.domain.timeline import Entry, EntryKind
from casework.storage.case_rows import local
from casework.storage.moving import going_on_as
from casework.storage.tables import case_record, meeting_case, timeline

_ENTRY_FIELDS = ("at", "kind", "by", "text", "event_id")


class Timeline:
    """What happened, in order."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def append(self, case_id: UUID, entries: Sequence[Entry]) -> None:
        rows = [_values(entry) | {"case_id": case_id} for entry in entries]
        await self._connection.execute(sa.insert(timeline), rows)

    async def note_case(self, case_id: UUID, entry: Entry) -> None:
        known = sa.select(going_on_as(case_record), *_columns(entry)).where(case_record.c.case_id == case_id)
        await self._note("case_id", known, entry)

    async def note_meeting(self, meeting_id: UUID, entry: Entry) -> None:
        await self._note("meeting_id", sa.select(sa.literal(meeting_id), *_columns(entry)), entry)

    async def _note(self, about: str, rows: sa.Select[Any], entry: Entry) -> None:
        noted = sa.exists().where(timeline.c.event_id == entry.event_id, timeline.c.kind == entry.kind)
        statement = sa.insert(timeline).from_select([about, *_ENTRY_FIELDS], rows.where(~noted))
        await self._connection.execute(statement)

    async def move(self, source: UUID, target: UUID) -> None:
        await self._connection.execute(sa.update(timeline).where(timeline.c.case_id == source).values(case_id=target))

    async def page(
        self, case_id: UUID, after: TimelinePlace | None, limit: int
    ) -> Sequence[tuple[TimelinePlace, Entry]]:
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


def _values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _ENTRY_FIELDS}


def _columns(entry: Entry) -> list[sa.ColumnElement[Any]]:
    return [sa.literal(value, timeline.c[name].type).label(name) for name, value in _values(entry).items()]


def _to_entry(row: sa.Row[Any]) -> tuple[TimelinePlace, Entry]:
    entry = Entry(local(row.at), EntryKind(row.kind), row.by, row.text, row.event_id)
    return TimelinePlace(row.at, row.position), entry

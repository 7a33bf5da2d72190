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

    async def append(self, entry: Entry, *, case_id: UUID | None = None, meeting_id: UUID | None = None) -> None:
        """Nothing is noted about a case that is not known here."""
        values: dict[str, Any] = {name: getattr(entry, name) for name in _ENTRY_FIELDS}
        if meeting_id is not None:
            await self._connection.execute(sa.insert(timeline).values(values | {"meeting_id": meeting_id}))
            return
        columns = [sa.literal(values[name], timeline.c[name].type).label(name) for name in _ENTRY_FIELDS]
        known = sa.select(going_on_as(case_record), *columns).where(case_record.c.case_id == case_id)
        await self._connection.execute(sa.insert(timeline).from_select(["case_id", *_ENTRY_FIELDS], known))

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


def _to_entry(row: sa.Row[Any]) -> tuple[TimelinePlace, Entry]:
    entry = Entry(local(row.at), EntryKind(row.kind), row.by, row.text, row.event_id)
    return TimelinePlace(row.at, row.position), entry

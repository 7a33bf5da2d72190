"""The timeline of cases. Entries are added and, when cases merge, moved; no entry is ever changed or removed.

What became of a notice is kept beside its entries, as facts, in the same statement.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from casework.domain.lists import TimelinePlace
from casework.domain.notice import Notice, NoticeAnswer, NoticeStatus
from casework.domain.timeline import Entry
from casework.storage.case_rows import local
from casework.storage.tables import meeting_case, notice, timeline
from casework.storage.writes import Writes
from shared.domain.roles import Role
from shared.runtime.batching import BatchingConnection

_ENTRY_FIELDS = ("at", "kind", "by", "facts", "event_id")
_NOTICE_FIELDS = tuple(field.name for field in fields(Notice))


class Timeline:
    """What happened, in order."""

    def __init__(self, connection: BatchingConnection, writes: Writes) -> None:
        self._connection = connection
        self._writes = writes
        self._notices: dict[UUID, Notice] = {}
        self._noted: set[tuple[str | None, str]] = set()

    async def append(self, case_id: UUID, entries: Iterable[Entry]) -> None:
        """What happened to a case."""
        self._writes.entries += [_values(entry) | {"case_id": case_id} for entry in entries]

    async def note_meeting(self, meeting_id: UUID, entry: Entry) -> None:
        """What was told of a meeting, once per event; it shows in the timeline of each case of the meeting."""
        self._note(entry, meeting_id=meeting_id)

    async def note_notice_of_case(self, case_id: UUID, notice: Notice, entry: Entry) -> None:
        """What became of a notice about a case, once per event; nothing of a case that is not known here."""
        self._keep(notice, case_id=case_id)
        self._note(entry, case_id=case_id)

    async def note_notice_of_meeting(self, meeting_id: UUID, notice: Notice, entry: Entry) -> None:
        """What became of a notice about a meeting, once per event."""
        self._keep(notice, meeting_id=meeting_id)
        self._note(entry, meeting_id=meeting_id)

    def _keep(self, state: Notice, **about: UUID) -> None:
        before = self._notices.get(state.notification_id)
        self._notices[state.notification_id] = now = before.joined(state) if before else state
        self._writes.notices[state.notification_id] = asdict(now) | about

    def _note(self, entry: Entry, **about: UUID) -> None:
        if (entry.event_id, entry.kind) not in self._noted:
            self._noted.add((entry.event_id, entry.kind))
            self._writes.entries.append(_values(entry) | about | {"once": True})

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
        self, case_id: UUID, after: TimelinePlace | None, limit: int, *, newest_first: bool = False
    ) -> Sequence[tuple[TimelinePlace, Entry]]:
        """Entries in the order they happened, or the other way round, after the given place."""
        meetings = sa.select(meeting_case.c.meeting_id).where(meeting_case.c.case_id == case_id)
        place = sa.tuple_(timeline.c.at, timeline.c.position)
        order = [column.desc() if newest_first else column for column in (timeline.c.at, timeline.c.position)]
        statement = (
            sa.select(timeline)
            .where(sa.or_(timeline.c.case_id == case_id, timeline.c.meeting_id.in_(meetings)))
            .order_by(*order)
            .limit(limit)
        )
        if after:
            last = sa.tuple_(sa.literal(after.at), sa.literal(after.position))
            statement = statement.where(place < last if newest_first else place > last)
        return [_to_entry(row) for row in await self._connection.execute(statement)]


def _values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _ENTRY_FIELDS}


def _to_entry(row: sa.Row[Any]) -> tuple[TimelinePlace, Entry]:
    entry = Entry(local(row.at), row.kind, row.by, row.facts, row.event_id)
    return TimelinePlace(row.at, row.position), entry


def _to_notice(row: sa.Row[Any]) -> Notice:
    values = {name: getattr(row, name) for name in _NOTICE_FIELDS}
    enums = {"recipient_role": Role(row.recipient_role), "status": NoticeStatus(row.status)}
    return Notice(**values | enums | {"answer": NoticeAnswer(row.answer) if row.answer else None})

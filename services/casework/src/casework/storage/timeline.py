"""The timeline of cases. Entries are added and, when cases merge, moved; no entry is ever changed or removed.

What became of a notice is kept beside its entries, as facts, in the same statement.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from casework.domain.lists import TimelinePlace
from casework.domain.notice import Notice
from casework.domain.timeline import Entry
from casework.storage.case_rows import local
from casework.storage.tables import meeting_case, notice, timeline
from casework.storage.writes import Writes
from shared.runtime.batching import BatchingConnection

_ENTRY_FIELDS = ("at", "kind", "by", "facts", "event_id")


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

    async def keep_of_meeting(self, meeting_id: UUID, case_id: UUID) -> None:
        """What was told of a meeting stays in the timeline of a case that leaves the meeting."""
        columns = [timeline.c[name] for name in _ENTRY_FIELDS]
        of_meeting = sa.select(sa.literal(case_id), *columns).where(timeline.c.meeting_id == meeting_id)
        entries = of_meeting.order_by(timeline.c.position)
        await self._connection.execute(sa.insert(timeline).from_select(["case_id", *_ENTRY_FIELDS], entries))

    async def note_notice_of_case(self, case_id: UUID, notice: Notice, entry: Entry) -> None:
        """What became of a notice about a case, once per event; nothing of a case that is not known here."""
        self._keep(notice, entry, case_id=case_id)
        self._note(entry, case_id=case_id)

    async def note_notice_of_meeting(self, meeting_id: UUID, notice: Notice, entry: Entry) -> None:
        """What became of a notice about a meeting, once per event."""
        self._keep(notice, entry, meeting_id=meeting_id)
        self._note(entry, meeting_id=meeting_id)

    def _keep(self, state: Notice, entry: Entry, **about: UUID) -> None:
        before = self._notices.get(state.notification_id)
        self._notices[state.notification_id] = now = before.joined(state) if before else state
        self._writes.notices[state.notification_id] = asdict(now) | about | {"told_at": entry.at}

    def _note(self, entry: Entry, **about: UUID) -> None:
        if (entry.event_id, entry.kind) not in self._noted:
            self._noted.add((entry.event_id, entry.kind))
            self._writes.entries.append(_values(entry) | about | {"once": True})

    async def move(self, source: UUID, target: UUID) -> None:
        """The timeline of one case goes on in another's."""
        for table in (timeline, notice):
            await self._connection.execute(sa.update(table).where(table.c.case_id == source).values(case_id=target))

    async def page(
        self,
        case_id: UUID,
        after: TimelinePlace | None,
        limit: int,
        *,
        newest_first: bool = False,
        kinds: Collection[str] | None = None,
    ) -> Sequence[tuple[TimelinePlace, Entry]]:
        """Entries in the order they happened, or the other way round, after the given place; ``kinds`` None: all."""
        place = sa.tuple_(timeline.c.at, timeline.c.position)
        order = [column.desc() if newest_first else column for column in (timeline.c.at, timeline.c.position)]
        statement = sa.select(timeline).where(_is_of(case_id)).order_by(*order).limit(limit)
        if after:
            last = sa.tuple_(sa.literal(after.at), sa.literal(after.position))
            statement = statement.where(place < last if newest_first else place > last)
        if kinds is not None:
            statement = statement.where(timeline.c.kind.in_(sorted(kinds)))
        return [_to_entry(row) for row in await self._connection.execute(statement)]

    async def count_beside(self, case_id: UUID, kinds: Collection[str], *, among: Collection[str] | None = None) -> int:
        """How many entries are of other kinds than these, among entries of some kinds; ``among`` None: of all."""
        statement = sa.select(sa.func.count()).where(_is_of(case_id), timeline.c.kind.not_in(sorted(kinds)))
        if among is not None:
            statement = statement.where(timeline.c.kind.in_(sorted(among)))
        return int((await self._connection.execute(statement)).scalar_one())

    async def of_kind(self, case_id: UUID, kind: str) -> list[Entry]:
        """All entries of a kind about the case itself, the newest in front."""
        is_it = sa.and_(timeline.c.case_id == case_id, timeline.c.kind == kind)
        statement = sa.select(timeline).where(is_it).order_by(timeline.c.at.desc(), timeline.c.position.desc())
        return [_to_entry(row)[1] for row in await self._connection.execute(statement)]


def _is_of(case_id: UUID) -> sa.ColumnElement[bool]:
    """Whether an entry is about a case, or about a meeting of that case."""
    meetings = sa.select(meeting_case.c.meeting_id).where(meeting_case.c.case_id == case_id)
    return sa.or_(timeline.c.case_id == case_id, timeline.c.meeting_id.in_(meetings))


def _values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _ENTRY_FIELDS}


def _to_entry(row: sa.Row[Any]) -> tuple[TimelinePlace, Entry]:
    entry = Entry(local(row.at), row.kind, row.by, row.facts, row.event_id)
    return TimelinePlace(row.at, row.position), entry

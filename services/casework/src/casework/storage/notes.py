"""Notes of cases, and what they said before."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.note import Note, NoteRevision
from casework.domain.visibility import Visibility
from casework.storage.case_rows import local
from casework.storage.note_tables import note, note_revision
from shared.domain.errors import NotFound

_FIELDS = [field.name for field in fields(Note)]
_SELECT = sa.select(*(note.c[name] for name in _FIELDS))


class Notes:
    """The notes that were written on cases."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, case_id: UUID, item: Note) -> None:
        """Keep a new note."""
        await self._connection.execute(sa.insert(note).values(asdict(item) | {"case_id": case_id}))

    async def get(self, case_id: UUID, note_id: UUID) -> Note:
        """A note of this case. Raises NotFound."""
        is_it = sa.and_(note.c.case_id == case_id, note.c.note_id == note_id)
        row = (await self._connection.execute(_SELECT.where(is_it))).first()
        if row is None:
            raise NotFound("note", note_id)
        return _to_note(row)

    async def replace(self, before: Note, now: Note) -> None:
        """Keep what a note says now, and what it said before as a revision."""
        revision = asdict(before.revision) | {"note_id": before.note_id}
        await self._connection.execute(sa.insert(note_revision).values(revision))
        await self._connection.execute(sa.update(note).where(note.c.note_id == now.note_id).values(asdict(now)))

    async def page(
        self, case_id: UUID, after: UUID | None, limit: int, *, newest_first: bool = False
    ) -> Sequence[Note]:
        """The notes of a case in the order in which they were written, or the other way round."""
        order = note.c.note_id.desc() if newest_first else note.c.note_id
        statement = _SELECT.where(note.c.case_id == case_id).order_by(order).limit(limit)
        if after:
            statement = statement.where(note.c.note_id < after if newest_first else note.c.note_id > after)
        return [_to_note(row) for row in await self._connection.execute(statement)]

    async def revisions(self, item: Note, after: int, limit: int) -> Sequence[NoteRevision]:
        """What a note said in its versions after a version, the oldest first; the note itself is the last."""
        is_it = sa.and_(note_revision.c.note_id == item.note_id, note_revision.c.version > after)
        statement = sa.select(note_revision).where(is_it).order_by(note_revision.c.version).limit(limit)
        rows = await self._connection.execute(statement)
        before = [NoteRevision(row.version, local(row.at), row.text, Visibility(row.visibility)) for row in rows]
        return [*before, item.revision][:limit] if item.version > after else before


def _to_note(row: sa.Row[Any]) -> Note:
    values = {name: getattr(row, name) for name in _FIELDS}
    times = {name: local(value) for name, value in values.items() if isinstance(value, datetime)}
    return Note(**values | times | {"visibility": Visibility(row.visibility)})

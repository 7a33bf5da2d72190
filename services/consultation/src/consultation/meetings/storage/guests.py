"""The guests of meetings, in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.meetings.domain.guests import NO_GUESTS, Guest, Guests
from consultation.storage.tables import guests as table
from consultation.storage.tables import meeting

_GUESTS: TypeAdapter[tuple[Guest, ...]] = TypeAdapter(tuple[Guest, ...])


class GuestLists:
    """The guests by meeting."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_meeting(self, meeting_id: UUID) -> Guests:
        """The guests of this meeting; nobody while nobody noted any."""
        row = (await self._connection.execute(sa.select(table).where(table.c.meeting_id == meeting_id))).first()
        return _guests(row) if row else NO_GUESTS

    async def save(self, meeting_id: UUID, guests: Guests) -> None:
        """Keep these guests, in place of those before."""
        row = {
            "meeting_id": meeting_id,
            "guests": _GUESTS.dump_python(guests.guests, mode="json"),
            "version": guests.version,
            "noted_by": guests.noted_by,
            "noted_at": guests.noted_at,
        }
        statement = insert(table).values(row)
        others = {name: statement.excluded[name] for name in row if name != "meeting_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["meeting_id"], set_=others))

    async def move(self, case_id: UUID, remaining: UUID) -> None:
        """Let who comes for a merged case come for the case that remains."""
        for row in await self._coming_for(case_id):
            await self.save(row.meeting_id, _guests(row).merged(case_id, remaining))

    async def erase_of(self, meeting_id: UUID, case_id: UUID) -> None:
        """Remove who comes to a meeting for a case, and who comes for the whole meeting."""
        guests = await self.of_meeting(meeting_id)
        if guests.guests:
            await self.save(meeting_id, guests.without(case_id, whole=True))

    async def erase_everywhere(self, case_id: UUID) -> None:
        """Remove who comes for a case, to whatever meeting."""
        for row in await self._coming_for(case_id):
            await self.save(row.meeting_id, _guests(row).without(case_id, whole=False))

    async def purge(self, over_before: datetime) -> int:
        """Remove the guests of meetings that ended, or without a time changed last, before this; of how many."""
        over = sa.func.coalesce(meeting.c.ends_at, meeting.c.changed_at) < over_before
        meetings = sa.select(meeting.c.meeting_id).where(meeting.c.meeting_id == table.c.meeting_id, over)
        return (await self._connection.execute(sa.delete(table).where(meetings.exists()))).rowcount

    async def _coming_for(self, case_id: UUID) -> Sequence[Any]:
        coming = sa.select(table).where(table.c.guests.contains([{"case_id": str(case_id)}])).with_for_update()
        return (await self._connection.execute(coming)).all()


def _guests(row: Any) -> Guests:
    return Guests(
        guests=_GUESTS.validate_python(row.guests),
        version=row.version,
        noted_by=row.noted_by,
        noted_at=row.noted_at,
    )

"""Minutes, in the database."""

from dataclasses import asdict
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.meetings.domain.minutes import Action, Minutes
from consultation.storage.tables import minutes as table

_ACTIONS: TypeAdapter[tuple[Action, ...]] = TypeAdapter(tuple[Action, ...])


class MinutesBook:
    """Minutes by meeting."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, meeting_id: UUID) -> Minutes | None:
        """The minutes of this meeting; None if nobody wrote them."""
        statement = sa.select(table).where(table.c.meeting_id == meeting_id)
        row = (await self._connection.execute(statement)).first()
        if row is None:
            return None
        return Minutes(
            text=row.text,
            actions=_ACTIONS.validate_python(row.actions),
            written_by=row.written_by,
            written_at=row.written_at,
            version=row.version,
        )

    async def erase_of(self, meeting_id: UUID) -> None:
        """Remove the minutes of this meeting; nothing happens if there are none."""
        await self._connection.execute(sa.delete(table).where(table.c.meeting_id == meeting_id))

    async def save(self, meeting_id: UUID, minutes: Minutes) -> None:
        """Keep these minutes, in place of the minutes before."""
        row = {
            **asdict(minutes),
            "actions": _ACTIONS.dump_python(minutes.actions, mode="json"),
            "meeting_id": meeting_id,
        }
        statement = insert(table).values(row)
        others = {name: statement.excluded[name] for name in row if name != "meeting_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["meeting_id"], set_=others))

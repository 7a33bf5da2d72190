"""How far each mailbox on a server was read."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.incoming.storage.tables import mailbox_place as table


@dataclass(frozen=True, slots=True)
class Place:
    """The mail that was read last: the server's number of it, which holds as long as ``uid_validity`` is the same."""

    uid_validity: int
    uid: int


class Places:
    """Repository of places; a mailbox goes by a name that says nothing of its address."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, mailbox: str) -> Place | None:
        """The place in this mailbox; None if it was never read."""
        row = (await self._connection.execute(sa.select(table).where(table.c.mailbox == mailbox))).one_or_none()
        return Place(row.uid_validity, row.uid) if row else None

    async def keep(self, mailbox: str, place: Place) -> None:
        """Read up to here: never back to an earlier mail, but for another ``uid_validity``."""
        new = insert(table).values(mailbox=mailbox, uid_validity=place.uid_validity, uid=place.uid)
        moves = sa.or_(table.c.uid_validity != new.excluded.uid_validity, table.c.uid < new.excluded.uid)
        changes = {"uid_validity": new.excluded.uid_validity, "uid": new.excluded.uid}
        await self._connection.execute(
            new.on_conflict_do_update(index_elements=[table.c.mailbox], set_=changes, where=moves)
        )

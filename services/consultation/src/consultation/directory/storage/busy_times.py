"""The busy times of contacts' calendars in the database."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.directory.domain.received_busy import ReceivedBusy
from consultation.domain.busy import Busy
from consultation.storage.tables import contact_busy
from shared.runtime.batching import BatchingConnection

_MINUTE = 60
_LAST = contact_busy.c.minutes[sa.func.cardinality(contact_busy.c.minutes)]


class BusyTimes:
    """Busy times by contact."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def of(self, contact_id: str) -> ReceivedBusy:
        """The busy times of a contact; with version 0 where none were sent."""
        is_its = contact_busy.c.contact_id == contact_id
        row = (await self._connection.execute(sa.select(contact_busy).where(is_its))).first()
        if row is None:
            return ReceivedBusy(contact_id)
        return ReceivedBusy(contact_id, Busy(tuple(row.minutes)), row.received_at, row.version)

    async def save(self, received: ReceivedBusy) -> None:
        """Keep these in the place of those before."""
        row = {
            "contact_id": received.contact_id,
            "minutes": list(received.busy.minutes),
            "received_at": received.received_at,
            "version": received.version,
        }
        statement = insert(contact_busy).values(row)
        others = {name: statement.excluded[name] for name in row if name != "contact_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["contact_id"], set_=others))

    async def remove(self, contact_id: str) -> None:
        """Keep none of this contact."""
        await self._connection.execute(sa.delete(contact_busy).where(contact_busy.c.contact_id == contact_id))

    async def purge(self, before: datetime) -> int:
        """Remove those of contacts whose times have all ended before this moment; of how many contacts."""
        is_over = sa.func.coalesce(_LAST, 0) < int(before.timestamp()) // _MINUTE
        old = sa.and_(is_over, contact_busy.c.received_at < before)
        return (await self._connection.execute(sa.delete(contact_busy).where(old))).rowcount

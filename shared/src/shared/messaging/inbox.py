"""Which events were handled: a row for each event, in the transaction of its handler. A duplicate does nothing."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.messaging.envelope import Envelope
from shared.messaging.tables import inbox

# Made once: this runs for every event.
_CLAIM = insert(inbox).on_conflict_do_nothing()


async def claim(connection: AsyncConnection, consumer: str, envelope: Envelope) -> bool:
    """Note that ``consumer`` handles this event; False if it did so before.

    While another transaction handles the event, this waits until that transaction ends.
    """
    row = {"consumer": consumer, "source": envelope.source, "event_id": envelope.id}
    inserted = await connection.execute(_CLAIM, row)
    return inserted.rowcount == 1

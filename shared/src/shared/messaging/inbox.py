"""Which events were handled: a row for each event, in the transaction of its handler. A duplicate does nothing."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.messaging.envelope import Envelope

# In sorted order, so that two processes that get the same events wait for each other and never deadlock.
_CLAIM = sa.text(
    "INSERT INTO inbox (consumer, source, event_id)"
    " SELECT :consumer, source, event_id"
    " FROM unnest(CAST(:sources AS text[]), CAST(:ids AS text[])) AS event (source, event_id)"
    " ON CONFLICT DO NOTHING RETURNING source, event_id"
)


async def claim(connection: AsyncConnection, consumer: str, envelopes: Iterable[Envelope]) -> set[tuple[str, str]]:
    """Note that ``consumer`` handles these events; the source and id of those that it did not handle before.

    While another transaction handles one of the events, this waits until that transaction ends.
    """
    events = sorted({(envelope.source, envelope.id) for envelope in envelopes})
    if not events:
        return set()
    sources, ids = zip(*events, strict=True)
    claimed = await connection.execute(_CLAIM, {"consumer": consumer, "sources": sources, "ids": ids})
    return {(source, event_id) for source, event_id in claimed}

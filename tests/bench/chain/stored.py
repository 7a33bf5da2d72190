"""What the databases of a running build say: what still waits, what was put aside, and when things were stored."""

from collections.abc import Mapping

import asyncpg

from .story import Stored

_UNSENT = "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND parked_error IS NULL"
_UNTOLD = "SELECT count(*) FROM notice WHERE status IN ('queued', 'sending', 'deferred')"
_PUT_ASIDE = """
    SELECT (SELECT count(*) FROM dead_letter) + (SELECT count(*) FROM outbox WHERE parked_error IS NOT NULL)
"""
_HANDLED = "SELECT source, event_id, min(extract(epoch FROM handled_at))::float8 FROM inbox GROUP BY source, event_id"
_QUEUED = "SELECT id::text, extract(epoch FROM queued_at)::float8 FROM notice"


class Databases:
    """One connection to each service's database."""

    def __init__(self, connections: Mapping[str, asyncpg.Connection]) -> None:
        self._connections = connections

    @classmethod
    async def of(cls, urls: Mapping[str, str]) -> "Databases":
        """Connect to each."""
        return cls({service: await asyncpg.connect(url) for service, url in urls.items()})

    async def close(self) -> None:
        """End the connections."""
        for connection in self._connections.values():
            await connection.close()

    async def waiting(self) -> int:
        """Events that are not sent, and notices whose end is still to come."""
        unsent = sum([await connection.fetchval(_UNSENT) for connection in self._connections.values()])
        notifications = self._connections.get("notifications")
        return int(unsent + (await notifications.fetchval(_UNTOLD) if notifications else 0))

    async def put_aside(self) -> int:
        """Dead letters, and events that could never be sent."""
        return sum([await connection.fetchval(_PUT_ASIDE) for connection in self._connections.values()])

    async def stored(self) -> Stored:
        """When casework handled what it was told, and when notices were queued, in seconds since 1970."""
        handled = await self._connections["casework"].fetch(_HANDLED)
        queued = await self._connections["notifications"].fetch(_QUEUED)
        return Stored(handled={(source, name): at for source, name, at in handled}, queued=dict(queued))

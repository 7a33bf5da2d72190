"""Locks of PostgreSQL on what has no row yet: on a name, held until the transaction ends."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

# unnest gives its elements in their order, so the locks are taken in it.
_LOCK = sa.text(
    "SELECT count(pg_advisory_xact_lock(hashtextextended(name, 0))) FROM unnest(CAST(:names AS text[])) AS name"
)


async def lock(connection: AsyncConnection, names: Iterable[str]) -> None:
    """Lock these names, in one statement and in sorted order, so that two transactions never deadlock.

    Waits while another transaction holds a name. Without names no statement is sent.
    """
    if ordered := sorted(set(names)):
        await connection.execute(_LOCK, {"names": ordered})

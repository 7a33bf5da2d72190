"""One plan at a time, also with several processes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

_PLANNING = 0x0C04_91A4  # advisory lock: one plan of a term at a time

_TAKE = sa.text("SELECT pg_try_advisory_lock(:lock)")
_GIVE = sa.text("SELECT pg_advisory_unlock(:lock)")


class PlanLock:
    """A lock of the database that is held outside of transactions, over a connection of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def held(self) -> AsyncIterator[bool]:
        """Whether the lock is ours for as long as this lasts; it goes with the connection, too."""
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            taken = bool(await connection.scalar(_TAKE, {"lock": _PLANNING}))
            try:
                yield taken
            finally:
                if taken:
                    await connection.scalar(_GIVE, {"lock": _PLANNING})

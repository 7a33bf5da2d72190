"""One lock over what marks are judged by."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_REGISTER = 0x61747464


class RegisterLock:
    """Any number of transactions may record marks at once; enrolments, calendars and rules change one at a time.

    So nothing a mark is judged by changes between the judgement and its commit, and persons join and part undisturbed.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def share(self) -> None:
        """Wait until nobody changes what marks are judged by, and keep it so until the transaction ends."""
        await self._connection.execute(text("SELECT pg_advisory_xact_lock_shared(:lock)"), {"lock": _REGISTER})

    async def hold(self) -> None:
        """Wait until nobody records marks or changes what they are judged by, and keep it so."""
        await self._connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _REGISTER})

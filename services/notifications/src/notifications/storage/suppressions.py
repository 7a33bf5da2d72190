"""The list of contacts to whose address nothing goes."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.suppression import Suppression, SuppressionReason
from notifications.storage.leaving import has_left
from notifications.storage.tables import directory_contact
from notifications.storage.tables import suppression as table
from shared.runtime.clock import BRUSSELS


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A suppression with its place in the list, and the name that the directory has for the contact."""

    suppression: Suppression
    position: int
    contact_name: str | None


class Suppressions:
    """Repository of suppressions, at most one for each contact."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, suppression: Suppression) -> bool:
        """Keep it; False where the contact is on the list already, which stays as it was."""
        row = {"contact_id": suppression.contact_id, "reason": suppression.reason, "since": suppression.since}
        added = await self._connection.execute(insert(table).values(row).on_conflict_do_nothing())
        return added.rowcount == 1

    async def remove(self, contact_id: str) -> bool:
        """Take the contact off the list; False where it is not on it."""
        removed = await self._connection.execute(sa.delete(table).where(table.c.contact_id == contact_id))
        return removed.rowcount == 1

    async def lift_for_new_address(self, contact_id: str, email: str | None, sequence: int) -> bool:
        """Take the contact off the list if this version of it is newer than the copy and has another address."""
        older = sa.exists().where(
            directory_contact.c.contact_id == table.c.contact_id,
            directory_contact.c.sequence < sequence,
            directory_contact.c.email.is_distinct_from(email),
        )
        lifted = await self._connection.execute(sa.delete(table).where(table.c.contact_id == contact_id, older))
        return lifted.rowcount == 1

    async def purge(self, last_day: date) -> int:
        """Take off who left before this day; how many."""
        return (await self._connection.execute(sa.delete(table).where(has_left(table.c.contact_id, last_day)))).rowcount

    async def find(self, contact_id: str) -> Suppressed | None:
        """The suppression of a contact; None if the contact is not on the list."""
        return next(iter(await self._read(table.c.contact_id == contact_id)), None)

    async def page(self, before: int | None, limit: int) -> list[Suppressed]:
        """Up to ``limit`` suppressions, the newest in front, of those before a position where it is given."""
        return await self._read(sa.true() if before is None else table.c.position < before, limit=limit)

    async def _read(self, condition: sa.ColumnElement[bool], limit: int | None = None) -> list[Suppressed]:
        named = table.outerjoin(directory_contact, directory_contact.c.contact_id == table.c.contact_id)
        statement = sa.select(table, directory_contact.c.name).select_from(named).where(condition)
        rows = await self._connection.execute(statement.order_by(table.c.position.desc()).limit(limit))
        return [
            Suppressed(
                Suppression(row.contact_id, SuppressionReason(row.reason), row.since.astimezone(BRUSSELS)),
                row.position,
                row.name,
            )
            for row in rows
        ]

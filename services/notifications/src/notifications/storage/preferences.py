"""How contacts want to get notices."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.hours import Hours
from notifications.domain.preferences import Preferences
from notifications.storage.leaving import has_left
from notifications.storage.tables import contact_preference as table

PREFERRED = tuple(table.c[name] for name in ("channels", "opens", "closes", "digest", "digest_at"))
"""The columns that ``preferences_of`` reads."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a contact prefers, and how often that was changed."""

    preferences: Preferences
    version: int


class ContactPreferences:
    """Repository of preferences; a contact who said nothing has none."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, contact_id: str) -> Kept | None:
        """What the contact said, locked; None if the contact said nothing."""
        statement = sa.select(table).where(table.c.contact_id == contact_id).with_for_update()
        row = (await self._connection.execute(statement)).first()
        return Kept(preferences_of(row), row.version) if row else None

    async def purge(self, last_day: date) -> int:
        """Forget what is known of who left before this day; how many."""
        return (await self._connection.execute(sa.delete(table).where(has_left(table.c.contact_id, last_day)))).rowcount

    async def save(self, contact_id: str, kept: Kept, changed_at: datetime) -> None:
        """Take over what the contact says now."""
        preferences, window = kept.preferences, kept.preferences.window
        row = {
            "channels": list(preferences.channels),
            "opens": window.opens if window else None,
            "closes": window.closes if window else None,
            "digest": preferences.digest,
            "digest_at": preferences.digest_at,
            "version": kept.version,
            "changed_at": changed_at,
        }
        saved = insert(table).values(contact_id=contact_id, **row)
        await self._connection.execute(saved.on_conflict_do_update(index_elements=["contact_id"], set_=row))


def preferences_of(row: Any) -> Preferences:
    """What a row says that a contact prefers."""
    return Preferences(
        channels=tuple(row.channels),
        window=Hours(row.opens, row.closes) if row.opens is not None else None,
        digest=row.digest,
        digest_at=row.digest_at,
    )

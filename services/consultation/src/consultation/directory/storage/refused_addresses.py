"""Addresses of contacts that no mail reaches."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.storage.tables import contact
from consultation.storage.tables import refused_address as table
from shared.runtime.batching import BatchingConnection

_DIGEST = sa.func.sha256(sa.func.convert_to(sa.func.lower(contact.c.email), "UTF8"))


class RefusedAddresses:
    """Repository of refused addresses, at most one for each contact: digests, as no address is kept that one had."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def note(self, contact_id: str, since: datetime) -> None:
        """The address that this contact has now is refused; nothing happens for no contact, or one without."""
        present = sa.select(contact.c.contact_id, _DIGEST, sa.literal(since)).where(
            contact.c.contact_id == contact_id, contact.c.email.is_not(None)
        )
        new = insert(table).from_select(["contact_id", "digest", "since"], present)
        changes = {"digest": new.excluded.digest, "since": new.excluded.since}
        await self._connection.execute(new.on_conflict_do_update(index_elements=[table.c.contact_id], set_=changes))

    async def contacts(self) -> frozenset[str]:
        """The contacts who still have the address that was refused."""
        same = sa.and_(contact.c.contact_id == table.c.contact_id, table.c.digest == _DIGEST)
        rows = await self._connection.execute(sa.select(table.c.contact_id).join(contact, same))
        return frozenset(row.contact_id for row in rows)

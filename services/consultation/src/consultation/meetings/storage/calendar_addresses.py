"""The private addresses of calendars, in the database: without what makes them work."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.meetings.domain.calendar_address import CalendarAddress
from consultation.storage.tables import calendar_address
from shared.runtime.batching import BatchingConnection

_ADD = insert(calendar_address)
_SAVE = _ADD.on_conflict_do_update(
    index_elements=["contact_id"],
    set_={"generation": _ADD.excluded.generation, "made_at": _ADD.excluded.made_at},
)


class CalendarAddresses:
    """Addresses by contact id."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def of(self, contact_id: str, *, lock: bool = False) -> CalendarAddress:
        """The contact's address; one that was never made for a contact without."""
        statement = sa.select(calendar_address).where(calendar_address.c.contact_id == contact_id)
        row = (await self._connection.execute(statement.with_for_update() if lock else statement)).one_or_none()
        if row is None:
            return CalendarAddress(contact_id, 0, None)
        return CalendarAddress(row.contact_id, row.generation, row.made_at)

    async def save(self, address: CalendarAddress) -> None:
        """Store the address."""
        row = {"contact_id": address.contact_id, "generation": address.generation, "made_at": address.made_at}
        await self._connection.execute(_SAVE, row)

"""How the records of a topic are handled, event by event or in batches of other things: what both have in common."""

from collections.abc import Sequence
from typing import Literal, Protocol

from shared.messaging.record import Record
from shared.messaging.unit_of_work import AnyUnitOfWork, UnitOfWorkFactory

Outcome = Literal["processed", "duplicate", "ignored", "parked"]


class Handling(Protocol):
    """Handles the records of one topic. Raises only what a later try may mend."""

    async def handle(self, records: Sequence[Record]) -> None:
        """Handle records in order; on return all are done or parked."""
        ...


async def park(units: UnitOfWorkFactory[AnyUnitOfWork], record: Record, error: Exception) -> None:
    """Put a record to the dead letters."""
    async with units() as uow:
        await uow.park(record, error)

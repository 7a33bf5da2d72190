"""Early signals that wait for a caseworker."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case_type import CaseTypes
from casework.domain.early_signal import AwaitingSignal, Decline, DeclineReason, opens
from casework.domain.vocabulary import OpenedBy
from casework.storage.case_rows import local
from casework.storage.early_signal_tables import early_signal
from casework.storage.grounds import Grounds
from casework.storage.tables import ground
from shared.domain.school_year import SchoolYear

_SIGNAL = early_signal.c
_IS_WITHOUT_CASE = sa.and_(ground.c.kind == OpenedBy.EARLY_SIGNAL.value, ground.c.case_id.is_(None))


def is_awaiting(year: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Whether a signal, a ground and more, waits for somebody; signals of years before ``year`` wait no more."""
    stands = sa.and_(_IS_WITHOUT_CASE, ground.c.said, ~ground.c.taken_back)
    return sa.and_(stands, _SIGNAL.declined_at.is_(None), ground.c.school_year >= year)


class EarlySignals:
    """What is known of early signals beside the grounds that they are."""

    def __init__(self, connection: AsyncConnection, case_types: CaseTypes, grounds: Grounds) -> None:
        self._connection = connection
        self._case_types = case_types
        self._grounds = grounds

    async def arrived(self, signal_id: UUID, at: datetime) -> None:
        """A signal waits from now on; of a signal that waits already nothing changes."""
        waits = insert(early_signal).values(signal_id=signal_id, received_at=at).on_conflict_do_nothing()
        await self._connection.execute(waits)

    async def awaiting(
        self, year: SchoolYear, *, after: tuple[datetime, UUID] | None, limit: int
    ) -> Sequence[AwaitingSignal]:
        """The signals of this school year or a later year without case that were not declined, the oldest first."""
        place = sa.tuple_(_SIGNAL.received_at, _SIGNAL.signal_id)
        statement = (
            sa.select(ground, _SIGNAL.received_at)
            .join(early_signal, _SIGNAL.signal_id == ground.c.ground_id)
            .where(is_awaiting(sa.literal(str(year))))
            .order_by(_SIGNAL.received_at, _SIGNAL.signal_id)
            .limit(limit)
        )
        if after:
            statement = statement.where(place > sa.tuple_(sa.literal(after[0]), sa.literal(after[1])))
        rows = await self._connection.execute(statement)
        signals = [(self._grounds.of_row(row), local(row.received_at)) for row in rows]
        return [
            AwaitingSignal(signal, received_at, case_type)
            for signal, received_at in signals
            if (case_type := opens(signal, self._case_types))
        ]

    async def received_at(self, signal_id: UUID) -> datetime | None:
        """Since when a signal waits; None for a signal that is not kept."""
        statement = sa.select(_SIGNAL.received_at).where(_SIGNAL.signal_id == signal_id)
        row = (await self._connection.execute(statement)).first()
        return local(row.received_at) if row else None

    async def decline_of(self, signal_id: UUID) -> Decline | None:
        """How a signal was declined; None for a signal that was not."""
        is_it = sa.and_(_SIGNAL.signal_id == signal_id, _SIGNAL.declined_at.is_not(None))
        row = (await self._connection.execute(sa.select(early_signal).where(is_it))).first()
        if row is None:
            return None
        return Decline(row.signal_id, DeclineReason(row.decline_reason), row.declined_by, local(row.declined_at))

    async def decline(self, decline: Decline) -> None:
        """Keep that a signal was declined."""
        declined = sa.update(early_signal).where(_SIGNAL.signal_id == decline.signal_id)
        values = {"declined_at": decline.at, "declined_by": decline.by, "decline_reason": decline.reason}
        await self._connection.execute(declined.values(values))

    async def purge(self, received_before: datetime) -> int:
        """Remove the signals without case that came in before this moment, declined or not; how many."""
        return await self._remove(_SIGNAL.received_at < received_before)

    async def erase_of(self, person_id: UUID) -> None:
        """Remove the signals without case about a person."""
        of_person = sa.select(ground.c.ground_id).where(ground.c.person_id == person_id, _IS_WITHOUT_CASE)
        await self._remove(_SIGNAL.signal_id.in_(of_person))

    async def _remove(self, condition: sa.ColumnElement[bool]) -> int:
        forgotten = sa.delete(early_signal).where(condition).returning(_SIGNAL.signal_id)
        signal_ids = list((await self._connection.execute(forgotten)).scalars())
        without_case = sa.delete(ground).where(_IS_WITHOUT_CASE, ground.c.ground_id.in_(signal_ids))
        return (await self._connection.execute(without_case)).rowcount

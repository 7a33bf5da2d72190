"""What arrived about early signals."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from notifications.storage.origins import origin_columns, origin_of
from notifications.storage.tables import person
from notifications.subjects.early_signal.domain.story import EarlySignal, EarlySignalStory
from notifications.subjects.early_signal.storage.tables import early_signal as table
from shared.domain.school_year import SchoolYear
from shared.runtime.batching import BatchingConnection

_ERASED = sa.select(person.c.person_id).where(person.c.erased)


class EarlySignals:
    """Repository of early signals."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def load(self, item_ids: Collection[UUID]) -> None:
        """A signal is read when it is asked for."""

    async def add(self, signal_id: UUID, signal: EarlySignal) -> None:
        """Keep a signal; a signal that is known already, or of an erased person, changes nothing."""
        erased = await self._connection.execute(_ERASED.where(person.c.person_id == signal.person_id))
        if erased.first() is None:
            row = {"signal_id": signal_id, **_row(signal)}
            await self._connection.execute(insert(table).values(row).on_conflict_do_nothing())

    async def story(self, item_id: UUID) -> EarlySignalStory:
        """What is kept of an early signal, perhaps nothing."""
        row = (await self._connection.execute(sa.select(table).where(table.c.signal_id == item_id))).first()
        return EarlySignalStory(item_id, _signal(row) if row else None)

    async def forget_person(self, person_id: UUID) -> None:
        """Remove this person's signals."""
        await self._connection.execute(sa.delete(table).where(table.c.person_id == person_id))

    async def forget_erased(self) -> None:
        """The same for everybody who was erased: a signal may come in just while its person is erased."""
        await self._connection.execute(sa.delete(table).where(table.c.person_id.in_(_ERASED)))

    async def purge(self, before: date) -> None:
        """Remove the signals of periods that ended before this day."""
        await self._connection.execute(sa.delete(table).where(table.c.period_until < before))


def _row(signal: EarlySignal) -> dict[str, Any]:
    return {
        "sequence": signal.sequence,
        "person_id": signal.person_id,
        "school": signal.school,
        "pupil": signal.pupil,
        "level_of_education": signal.level_of_education,
        "school_year": str(signal.school_year),
        "kind": signal.kind,
        "period_from": signal.period_from,
        "period_until": signal.period_until,
        **origin_columns(signal.origin),
    }


def _signal(row: Any) -> EarlySignal:
    return EarlySignal(
        sequence=row.sequence,
        person_id=row.person_id,
        school=row.school,
        pupil=row.pupil,
        level_of_education=row.level_of_education,
        school_year=SchoolYear.parse(row.school_year),
        kind=row.kind,
        period_from=row.period_from,
        period_until=row.period_until,
        origin=origin_of(row),
    )

"""What arrived of the agenda of the education policy."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from notifications.storage.origins import origin_columns, origin_of
from notifications.subjects.policy_agenda.domain.story import CountedCode, PolicyAgenda, PolicyAgendaStory
from notifications.subjects.policy_agenda.storage.tables import policy_agenda as table
from shared.runtime.batching import BatchingConnection


class PolicyAgendas:
    """Repository of agendas as they were counted."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def load(self, item_ids: Collection[UUID]) -> None:
        """An agenda is read when it is asked for."""

    async def add(self, agenda_id: UUID, agenda: PolicyAgenda) -> None:
        """Keep what was counted; what is known already changes nothing."""
        row = {
            "agenda_id": agenda_id,
            "sequence": agenda.sequence,
            "counted_on": agenda.counted_on,
            "codes": [asdict(code) for code in agenda.codes],
            "coordinators": list(agenda.coordinators),
            **origin_columns(agenda.origin),
        }
        await self._connection.execute(insert(table).values(row).on_conflict_do_nothing())

    async def story(self, item_id: UUID) -> PolicyAgendaStory:
        """What is kept of an agenda, perhaps nothing."""
        row = (await self._connection.execute(sa.select(table).where(table.c.agenda_id == item_id))).first()
        return PolicyAgendaStory(item_id, _agenda(row) if row else None)

    async def forget_person(self, person_id: UUID) -> None:
        """Nothing is kept of pupils here."""

    async def forget_erased(self) -> None:
        """Nor is there anything of those who were erased."""

    async def purge(self, before: date) -> None:
        """Remove what was counted before this day."""
        await self._connection.execute(sa.delete(table).where(table.c.counted_on < before))


def _agenda(row: Any) -> PolicyAgenda:
    return PolicyAgenda(
        sequence=row.sequence,
        counted_on=row.counted_on,
        codes=tuple(CountedCode(**code) for code in row.codes),
        coordinators=tuple(row.coordinators),
        origin=origin_of(row),
    )

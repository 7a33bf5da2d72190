"""The repository of signals."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.application.ports import KnownSignal
from casework.domain.signal import Signal
from casework.storage.case_rows import signal_values, to_signal
from casework.storage.tables import IS_OPEN, case_record, person_enrolment, signal

_INSERT = insert(signal)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=[signal.c.signal_id],
    set_={column.name: _INSERT.excluded[column.name] for column in signal.columns if not column.primary_key},
)


class Signals:
    """What attendance said, with the case that rests on it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, signal_id: UUID) -> KnownSignal | None:
        rows = await self._connection.execute(sa.select(signal).where(signal.c.signal_id == signal_id))
        row = rows.first()
        return KnownSignal(to_signal(row), row.case_id) if row else None

    async def save(self, case_id: UUID | None, *items: Signal) -> None:
        await self._connection.execute(_SAVE, [signal_values(item) | {"case_id": case_id} for item in items])

    async def strayed(self, person_id: UUID) -> list[KnownSignal]:
        is_of_person = sa.exists().where(
            person_enrolment.c.person_id == person_id,
            person_enrolment.c.school == signal.c.school,
            person_enrolment.c.pupil == signal.c.pupil,
        )
        is_of_its_person = sa.exists().where(
            person_enrolment.c.person_id == case_record.c.person_id,
            person_enrolment.c.school == signal.c.school,
            person_enrolment.c.pupil == signal.c.pupil,
        )
        is_of_case = sa.and_(signal.c.school == case_record.c.school, signal.c.pupil == case_record.c.pupil)
        statement = (
            sa.select(signal)
            .join(case_record, case_record.c.case_id == signal.c.case_id)
            .where(
                sa.or_(signal.c.person_id == person_id, ~is_of_its_person),
                signal.c.reached,
                sa.not_(signal.c.withdrawn),
                case_record.c.person_id != person_id,
                IS_OPEN,
                is_of_person,
                sa.not_(is_of_case),
            )
            .order_by(signal.c.school_year, signal.c.level, signal.c.signal_id)
        )
        return [KnownSignal(to_signal(row), row.case_id) for row in await self._connection.execute(statement)]

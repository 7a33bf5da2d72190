"""What is asked of sessions alone, in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from consultation.storage.tables import meeting
from shared.runtime.batching import BatchingConnection

# Days are compared as text, which for ISO 8601 is the same.
_TO_TEND = sa.text("""
    SELECT meeting_id, school, day, is_amiss FROM (
        SELECT meeting_id, school, status, starts_at, agenda_told_at, agenda = '[]' AS is_empty,
            CAST(starts_at AT TIME ZONE 'Europe/Brussels' AS date) AS day,
            agenda <> '[]' AND (status = 'cancelled' OR starts_at > :now AND EXISTS (
                SELECT FROM jsonb_array_elements(agenda) AS item
                WHERE to_char(starts_at AT TIME ZONE 'Europe/Brussels', 'YYYY-MM-DD')
                    NOT BETWEEN item #>> '{wanted,not_before}' AND item #>> '{wanted,hold_by}'
            )) AS is_amiss
        FROM meeting WHERE series_id IS NOT NULL AND status IN ('scheduled', 'cancelled')
    ) AS session
    WHERE is_amiss OR status = 'scheduled' AND starts_at > :now AND starts_at <= :soon
        AND (agenda_told_at IS NULL OR :cancel_empty AND is_empty)
    ORDER BY meeting_id
""").bindparams(
    sa.bindparam("now", type_=sa.TIMESTAMP(timezone=True)),
    sa.bindparam("soon", type_=sa.TIMESTAMP(timezone=True)),
    sa.bindparam("cancel_empty", type_=sa.Boolean),
)


@dataclass(frozen=True, slots=True)
class Tended:
    """A session that may ask for something. `is_amiss`: cases on its agenda need another place."""

    meeting_id: UUID
    school: str
    day: date
    is_amiss: bool


class Sessions:
    """Sessions by series, and those that ask for something."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def fixed_for(self, series_id: UUID) -> frozenset[datetime]:
        """The starts by the rhythm for which this series has a session, also one that was called off."""
        statement = sa.select(meeting.c.fixed_for).where(meeting.c.series_id == series_id)
        return frozenset(await self._connection.scalars(statement))

    async def purge(self, ended_before: datetime) -> int:
        """Remove the sessions that ended before this moment, with all that was noted of them; how many there were."""
        is_old = sa.and_(meeting.c.series_id.is_not(None), meeting.c.ends_at < ended_before)
        return (await self._connection.execute(sa.delete(meeting).where(is_old))).rowcount

    async def to_tend(self, now: datetime, *, soon: datetime, cancel_empty: bool) -> Sequence[Tended]:
        """Sessions with an agenda to see to:

        1. Called off, with cases that have no other place yet.
        2. On a day that is not within what a case on the agenda asks.
        3. Beginning until `soon`, with an agenda that was not told; with `cancel_empty` also told and without cases.
        """
        parameters = {"now": now, "soon": soon, "cancel_empty": cancel_empty}
        rows = await self._connection.execute(_TO_TEND, parameters)
        return [Tended(row.meeting_id, row.school, row.day, row.is_amiss) for row in rows]

"""What was concluded, with what it rested on then."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.rules.domain.signal import CountedHalfDay, Signal, SignalFilter
from attendance.rules.storage.tables import signal as signal_table
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear


class Signals:
    """Signals, standing and withdrawn: those told, or with another table of the same shape those in the shadow."""

    def __init__(self, connection: AsyncConnection, table: sa.Table = signal_table) -> None:
        self._connection = connection
        self._table = table

    async def add(self, signals: Sequence[tuple[Signal, int]]) -> None:
        """Keep new signals, each with the pupil id it is about."""
        if signals:
            rows = [_row(signal, pupil_id) for signal, pupil_id in signals]
            await self._connection.execute(sa.insert(self._table), rows)

    async def withdraw(self, signal_ids: Collection[UUID], at: datetime) -> None:
        """Say of these signals that they hold no more."""
        if signal_ids:
            withdrawn = sa.update(self._table).where(self._table.c.signal_id.in_(signal_ids)).values(withdrawn_at=at)
            await self._connection.execute(withdrawn)

    async def standing_of(self, person_ids: Collection[UUID]) -> Sequence[Signal]:
        """The standing signals of these persons, the oldest first."""
        standing = self._table.c.withdrawn_at.is_(None)
        chosen = (self._table.c.person_id == sa.any_(sa.literal(list(person_ids), ARRAY(sa.Uuid)))) & standing
        return await self._read(sa.select(self._table).where(chosen).order_by(self._table.c.signal_id))

    async def follow_pupils(self, pupil_ids: Collection[int]) -> None:
        """Give the signals about these pupils to the persons they now belong to."""
        await self._connection.execute(
            sa.text(
                f"UPDATE {self._table.name} AS known SET person_id = pupil.person_id FROM pupil"  # noqa: S608 - a name
                " WHERE known.pupil_id = pupil.pupil_id AND pupil.pupil_id = ANY(CAST(:ids AS integer[]))"
            ),
            {"ids": list(pupil_ids)},
        )

    async def get(self, signal_id: UUID) -> Signal | None:
        """The signal; None if there is no such signal."""
        signals = await self._read(sa.select(self._table).where(self._table.c.signal_id == signal_id))
        return signals[0] if signals else None

    async def list(self, wanted: SignalFilter, after: UUID | None, limit: int) -> Sequence[Signal]:
        """At most `limit` signals in the order in which they were made."""
        chosen = sa.select(self._table).order_by(self._table.c.signal_id).limit(limit)
        for condition in _conditions(self._table, wanted, after):
            chosen = chosen.where(condition)
        return await self._read(chosen)

    async def _read(self, chosen: sa.Select[Any]) -> Sequence[Signal]:
        return [_from_row(row) for row in await self._connection.execute(chosen)]


def _conditions(table: sa.Table, wanted: SignalFilter, after: UUID | None) -> list[sa.ColumnElement[bool]]:
    conditions = []
    if wanted.person_id is not None:
        conditions.append(table.c.person_id == wanted.person_id)
    if wanted.persons is not None:
        conditions.append(table.c.person_id == sa.any_(sa.literal(list(wanted.persons), ARRAY(sa.Uuid))))
    if wanted.school is not None:
        conditions.append(table.c.school == wanted.school)
    if wanted.schools is not None:
        conditions.append(table.c.school.in_(wanted.schools))
    if wanted.level is not None:
        conditions.append(table.c.level == wanted.level)
    if wanted.rule is not None:
        conditions.append(table.c.rule == wanted.rule)
    if wanted.school_year is not None:
        conditions.append(table.c.school_year == wanted.school_year.start)
    if wanted.status is not None:
        standing = table.c.withdrawn_at.is_(None)
        conditions.append(standing if wanted.status == "standing" else ~standing)
    if after is not None:
        conditions.append(table.c.signal_id > after)
    return conditions


def _row(signal: Signal, pupil_id: int) -> dict[str, Any]:
    half_days = [
        {
            "date": day.date.isoformat(),
            "half_day": day.half_day.value,
            "school": day.school,
            "pupil": day.pupil,
            "event_id": day.event_id,
        }
        for day in signal.half_days
    ]
    own = {column.name: getattr(signal, column.name) for column in signal_table.c if column.name != "pupil_id"}
    return {**own, "pupil_id": pupil_id, "school_year": signal.school_year.start, "half_days": half_days}


def _from_row(row: Any) -> Signal:
    fields = dict(row._mapping)
    del fields["pupil_id"]
    half_days = tuple(
        CountedHalfDay(
            date.fromisoformat(day["date"]), HalfDay(day["half_day"]), day["school"], day["pupil"], day["event_id"]
        )
        for day in fields.pop("half_days")
    )
    return Signal(**{**fields, "school_year": SchoolYear(row.school_year), "half_days": half_days})

"""Early signals, the pupils to look at for them, and the numbers they go by."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.early_signals.domain.due_pupil import DuePupil
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.early_signals.domain.signal import EarlySignal, EarlySignalFilter, ListedEarlySignal
from attendance.early_signals.storage import statements as statements
from attendance.early_signals.storage.findings import finding_from_json, finding_to_json
from attendance.early_signals.storage.tables import (
    early_signal,
    early_signal_due,
    early_signal_rule,
    early_signal_watch,
)
from attendance.register.domain.mark import PupilKey
from attendance.register.domain.status import Status
from attendance.register.storage.encoding import HALF_DAYS, STATUSES
from attendance.register.storage.expectations import expectation_of
from attendance.register.storage.tables import pupil as pupil_table
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

_WATCHING = 0x6561726C
# A transaction that records marks took their time before it committed.
_STILL_COMMITTING = timedelta(minutes=1)

_KEEP = (
    sa.update(early_signal)
    .where(early_signal.c.signal_id == sa.bindparam("of_signal"))
    .values({name: sa.bindparam(name) for name in ("rule_version", "numbers", "finding")})
)


class EarlySignals:
    """What stands out in pupils' attendance."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self) -> None:
        """Let nobody else look at pupils until the transaction ends."""
        await self._connection.execute(statements.LOCK, {"lock": _WATCHING})

    async def rules(self) -> list[EarlySignalRule]:
        """Every version of every kind's numbers."""
        rows = await self._connection.execute(sa.select(early_signal_rule))
        return [
            EarlySignalRule(row.kind, row.version, SchoolYear(row.valid_from), row.numbers, row.source) for row in rows
        ]

    async def add_rule(self, rule: EarlySignalRule, at: datetime) -> None:
        """Keep a new version."""
        await self._connection.execute(
            sa.insert(early_signal_rule).values(
                kind=rule.kind,
                version=rule.version,
                valid_from=rule.valid_from.start,
                numbers=None if rule.numbers is None else dict(rule.numbers),
                source=rule.source,
                added_at=at,
            )
        )

    async def any_standing(self) -> bool:
        """Whether any early signal stands."""
        standing = sa.select(early_signal.c.signal_id).where(early_signal.c.ended_at.is_(None)).limit(1)
        return (await self._connection.execute(standing)).first() is not None

    async def look_at(self, pupil_ids: Collection[int]) -> None:
        """Have these pupils looked at: something that is no mark changed for them."""
        await self._connection.execute(statements.ADD, {"pupil_ids": list(pupil_ids)})

    async def look_at_school(self, school: str) -> None:
        """Have all pupils of a school looked at."""
        await self._connection.execute(statements.ADD_OF_SCHOOL, {"school": school})

    async def look_at_nobody(self) -> None:
        """Forget which pupils to look at."""
        await self._connection.execute(statements.ADD_ALONE)
        await self._connection.execute(sa.delete(early_signal_due))
        await self._connection.execute(sa.delete(early_signal_watch))

    async def gather(self, passing_for: str, now: datetime) -> None:
        """Put to be looked at whoever has marks known since the last time, and schools whose marks reach further.

        Everybody, once for each `passing_for`.
        """
        await self._connection.execute(statements.ADD_ALONE)
        last = (await self._connection.execute(sa.select(early_signal_watch))).first()
        if last is None or last.passed_for != passing_for or last.news_until > now:
            await self._connection.execute(statements.ADD_EVERYBODY, {"today": now.date()})
        else:
            since = last.news_until - _STILL_COMMITTING
            await self._connection.execute(statements.ADD_WITH_NEWS, {"since": since})
        await self._connection.execute(statements.ADD_WHERE_MARKS_MOVED_ON, {"today": now.date()})
        await self._connection.execute(statements.SET_WATCH, {"passed_for": passing_for, "until": now})

    async def take_due(self, today: date, limit: int) -> list[DuePupil]:
        """Remove and return up to `limit` queued pupils of one school; empty when the queue is empty."""
        taken = (await self._connection.execute(statements.TAKE, {"limit": limit})).all()
        if not taken:
            return []
        asked = {"pupil_ids": [pupil_id for _, pupil_id in taken], "today": today}
        return [_due(row) for row in await self._connection.execute(statements.PUPILS, asked)]

    async def marks(
        self, pupil_ids: Collection[int], school_year: SchoolYear, today: date
    ) -> dict[int, dict[tuple[date, HalfDay], Status]]:
        """What counts of these pupils up to today, but for half days present; what a mass cause holds does not."""
        asked = {
            "pupil_ids": list(pupil_ids),
            "school_year": school_year.start,
            "first": date(school_year.start, 7, 1),
            "today": today,
        }
        marks: dict[int, dict[tuple[date, HalfDay], Status]] = {}
        for pupil_id, day, half_day, status in await self._connection.execute(statements.MARKS, asked):
            marks.setdefault(pupil_id, {})[day, HALF_DAYS[half_day]] = STATUSES[status]
        return marks

    async def standing_of(self, pupil_ids: Collection[int]) -> dict[tuple[int, str], EarlySignal]:
        """The standing signals of these pupils."""
        chosen = early_signal.c.pupil_id.in_(pupil_ids) & early_signal.c.ended_at.is_(None)
        rows = await self._connection.execute(sa.select(early_signal).where(chosen))
        return {(row.pupil_id, row.kind): _signal(row) for row in rows}

    async def raise_all(self, signals: Sequence[tuple[int, EarlySignal]]) -> None:
        """Keep new signals, each with its pupil id."""
        if signals:
            rows = [{**_row(signal), "pupil_id": pupil_id} for pupil_id, signal in signals]
            await self._connection.execute(sa.insert(early_signal), rows)

    async def keep(self, signals: Sequence[EarlySignal]) -> None:
        """Keep what these standing signals rest on by now."""
        if signals:
            rows = [
                {
                    "of_signal": signal.signal_id,
                    "rule_version": signal.rule_version,
                    "numbers": dict(signal.numbers),
                    "finding": finding_to_json(signal.finding),
                }
                for signal in signals
            ]
            await self._connection.execute(_KEEP, rows)

    async def end(self, signal_ids: Collection[UUID], at: datetime) -> None:
        """Say of these signals that they hold no more."""
        if signal_ids:
            ended = sa.update(early_signal).where(early_signal.c.signal_id.in_(signal_ids)).values(ended_at=at)
            await self._connection.execute(ended)

    async def list(self, wanted: EarlySignalFilter, after: UUID | None, limit: int) -> Sequence[ListedEarlySignal]:
        """At most `limit` signals in the order in which they were raised."""
        chosen = sa.select(early_signal, pupil_table.c.school, pupil_table.c.pupil, pupil_table.c.person_id)
        chosen = chosen.join(pupil_table, pupil_table.c.pupil_id == early_signal.c.pupil_id)
        for condition in _conditions(wanted, after):
            chosen = chosen.where(condition)
        rows = await self._connection.execute(chosen.order_by(early_signal.c.signal_id).limit(limit))
        return [ListedEarlySignal(row.school, row.pupil, row.person_id, _signal(row)) for row in rows]

    async def pupils_standing(self, schools: Collection[str] | None) -> frozenset[PupilKey]:
        """The pupils of these schools with an early signal that stands; None is all schools."""
        chosen = sa.select(pupil_table.c.school, pupil_table.c.pupil).distinct()
        chosen = chosen.join(early_signal, pupil_table.c.pupil_id == early_signal.c.pupil_id)
        chosen = chosen.where(early_signal.c.ended_at.is_(None))
        if schools is not None:
            chosen = chosen.where(pupil_table.c.school.in_(schools))
        return frozenset((row.school, row.pupil) for row in await self._connection.execute(chosen))


def _conditions(wanted: EarlySignalFilter, after: UUID | None) -> list[sa.ColumnElement[bool]]:
    conditions = []
    if wanted.school is not None:
        conditions.append(pupil_table.c.school == wanted.school)
    if wanted.schools is not None:
        conditions.append(pupil_table.c.school.in_(wanted.schools))
    if wanted.pupil is not None:
        conditions.append(pupil_table.c.pupil == wanted.pupil)
    if wanted.pupils is not None:
        conditions.append(sa.tuple_(pupil_table.c.school, pupil_table.c.pupil).in_(sorted(wanted.pupils)))
    if wanted.kind is not None:
        conditions.append(early_signal.c.kind == wanted.kind)
    if wanted.status is not None:
        standing = early_signal.c.ended_at.is_(None)
        conditions.append(standing if wanted.status == "standing" else ~standing)
    if after is not None:
        conditions.append(early_signal.c.signal_id > after)
    return conditions


def _due(row: Any) -> DuePupil:
    return DuePupil(
        row.pupil_id,
        row.school,
        row.pupil,
        row.person_id,
        row.level,
        row.birth_date,
        expectation_of(row.enrolled, row.closed),
        bool(row.watched),
    )


def _row(signal: EarlySignal) -> dict[str, Any]:
    return {
        "signal_id": signal.signal_id,
        "kind": signal.kind,
        "school_year": signal.school_year.start,
        "rule_version": signal.rule_version,
        "numbers": dict(signal.numbers),
        "finding": finding_to_json(signal.finding),
        "raised_at": signal.raised_at,
        "ended_at": signal.ended_at,
    }


def _signal(row: Any) -> EarlySignal:
    return EarlySignal(
        row.signal_id,
        row.kind,
        SchoolYear(row.school_year),
        row.rule_version,
        row.numbers,
        finding_from_json(row.finding),
        row.raised_at,
        row.ended_at,
    )

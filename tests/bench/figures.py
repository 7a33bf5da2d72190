"""How long yearly figures and early signals take: `python -m tests.bench.figures`, with TEST_DATABASE_URL."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from time import perf_counter
from typing import Annotated, Any

import structlog
import typer
from rich.console import Console
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from attendance.early_signals.application.watch_early_signals import watch_early_signals
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.early_signals.domain.signal import EarlySignalFilter
from attendance.figures.application.show_figures import show_pupil_figures, show_week_rates
from attendance.outgoing import to_outgoing
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_year import SchoolYear
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.runtime.clock import BRUSSELS
from shared.runtime.database import create_engine
from shared.runtime.ids import new_id
from shared.testing import parts
from shared.testing.clock import FixedClock
from shared.testing.databases import Databases, drop_templates

from .stream import PUPILS_PER_SCHOOL

_YEAR = SchoolYear(2026)
_NOW = datetime(2027, 6, 25, 12, tzinfo=BRUSSELS)
_SCHOOL = "100007"

# As the stream of marks: 0.8 % problematic, of every fiftieth pupil 20 %; 4 % justified, 1 % late. Half day after half
# day, those of all pupils, as schools send them.
_FILL = (
    """
    INSERT INTO person (person_id, birth_date, compulsory, created_at)
    SELECT CAST(lpad(to_hex(number), 32, '0') AS uuid), '2011-03-04', '[2017-09-01,2029-03-04)', :now
    FROM generate_series(1, :pupils) AS number
    """,
    """
    INSERT INTO pupil (school, pupil, person_id, enrolled)
    SELECT CAST(100000 + (number - 1) / :per_school AS text), lpad(CAST(number AS text), 7, '0'),
        CAST(lpad(to_hex(number), 32, '0') AS uuid), '{[2026-09-01,)}'
    FROM generate_series(1, :pupils) AS number ORDER BY number
    """,
    """
    INSERT INTO enrolment (pupil_id, valid_from, level, birth_date, recorded_at, event_id)
    SELECT pupil_id, '2026-09-01', 'secundair', '2011-03-04', :now, 'enrolment' FROM pupil
    """,
    """
    INSERT INTO mark (pupil_id, date, half_day, status, verdict, school_year, recorded_at, known_since, event_id)
    SELECT pupil_id, date, half_day,
        CASE WHEN chance < CASE WHEN pupil_id % 50 = 0 THEN 0.2 ELSE 0.008 END THEN 0
            WHEN chance > 0.99 THEN 3 WHEN chance > 0.95 THEN 1 ELSE 2 END,
        0, 2026, date + time '09:00', date + time '09:00', CAST(gen_random_uuid() AS text)
    FROM unnest(CAST(:dates AS date[]), CAST(:half_days AS smallint[])) AS planned (date, half_day)
    CROSS JOIN LATERAL (SELECT pupil_id, random() AS chance FROM pupil ORDER BY pupil_id) AS each
    """,
    "INSERT INTO newest_mark (school, date) SELECT DISTINCT school, (SELECT max(date) FROM mark) FROM pupil",
)

_AGREED = {
    "attendance-drop": {"window_half_days": 20, "baseline_half_days": 40, "points": 20},
    "same-half-day": {"occurrences": 6, "absences": 4, "share_percent": 60},
    "unresolved-marks": {"days": 14},
    "repeated-lateness": {"window_half_days": 20, "times": 3},
    "toddler-at-risk": {"after_half_days": 60},
}

console = Console()
Measure = Callable[[AttendanceUnitOfWork], Awaitable[Any]]


def main(
    pupils: Annotated[int, typer.Option(min=500, help="Pupils of the register.")] = 100_000,
    marks: Annotated[int, typer.Option(min=1, max=300, help="Marks of each of them.")] = 100,
) -> None:
    """Fill a register, add up its figures, of all schools and of one, and look for early signals."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    asyncio.run(_bench(os.environ["TEST_DATABASE_URL"], pupils, marks))


async def _bench(server: str, pupils: int, marks: int) -> None:
    parts.begin_run()
    databases = Databases(server)
    engine = create_engine(await databases.create("attendance"))
    try:
        await _measure(engine, pupils, marks)
    finally:
        await engine.dispose()
        await databases.take_back()
        await drop_templates(server)
        parts.end_run()


async def _measure(engine: AsyncEngine, pupils: int, marks: int) -> None:
    started = perf_counter()
    await _fill(engine, pupils, marks)
    console.print(f"{pupils:,} pupils x {marks} marks, filled in {perf_counter() - started:.0f} s")
    units = UnitOfWorkFactory(
        AttendanceUnitOfWork, engine, source="/attendance", clock=FixedClock(_NOW), to_outgoing=to_outgoing
    )
    today = _NOW.date()
    measures: dict[str, Measure] = {
        "pupils by month, all schools": lambda uow: show_pupil_figures(uow, _YEAR, today),
        "pupils by month, one school": lambda uow: show_pupil_figures(uow, _YEAR, today, school=_SCHOOL),
        "rates by week, all schools": lambda uow: show_week_rates(uow, _YEAR),
        "rates by week, one school": lambda uow: show_week_rates(uow, _YEAR, _SCHOOL),
    }
    for name, measure in measures.items():
        for attempt in ("first", "again"):
            started = perf_counter()
            async with units() as uow:
                found = await measure(uow)
            console.print(f"{name}: {len(found):,} rows in {perf_counter() - started:.3f} s ({attempt})")
    await _watch(units)


async def _watch(units: UnitOfWorkFactory[AttendanceUnitOfWork]) -> None:
    """Look at everybody for early signals, then at nobody."""
    clock = FixedClock(_NOW)
    async with units() as uow:
        for kind, numbers in _AGREED.items():
            await uow.early_signals.add_rule(EarlySignalRule(kind, 1, _YEAR, numbers, "bench"), _NOW)
    for name in ("everybody", "nobody, as nothing is new", "everybody, the next day"):
        started = perf_counter()
        await watch_early_signals(units, clock=clock, new_id=new_id)
        took = perf_counter() - started
        async with units() as uow:
            standing = await uow.early_signals.list(EarlySignalFilter(status="standing"), None, 1_000_000)
        console.print(f"early signals, {name}: {len(standing):,} standing, looked in {took:.1f} s")
        clock.advance(timedelta(hours=1 if name == "everybody" else 24))


async def _fill(engine: AsyncEngine, pupils: int, marks: int) -> None:
    half_days = list(flemish_calendar(_YEAR).half_days_until(_NOW.date()))[:marks]
    asked = {
        "pupils": pupils,
        "per_school": PUPILS_PER_SCHOOL,
        "now": _NOW,
        "dates": [day for day, _ in half_days],
        "half_days": [int(half_day == "PM") for _, half_day in half_days],
    }
    async with engine.begin() as connection:
        for statement in _FILL:
            await _run(connection, statement, asked)
    async with engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("VACUUM ANALYZE"))


async def _run(connection: AsyncConnection, statement: str, asked: dict[str, Any]) -> None:
    used = {name: value for name, value in asked.items() if f":{name}" in statement}
    await connection.execute(text(statement), used)


if __name__ == "__main__":
    typer.run(main)

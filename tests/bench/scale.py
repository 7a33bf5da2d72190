"""What a mark costs when the register is small, and when all of Flanders is in it: `python -m tests.bench.scale`."""

import asyncio
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from statistics import median
from time import monotonic, process_time
from typing import Annotated
from uuid import UUID

import asyncpg
import structlog
import typer
from rich.console import Console
from rich.table import Table
from tests.component.attendance.harness import Harness

from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.local.postgres import PostgresServer
from shared.messaging.envelope import Envelope
from shared.runtime.clock import BRUSSELS
from shared.runtime.database import create_engine

from .parts import postgres_alone
from .stream import PUPILS_PER_SCHOOL, pupil

_BATCH = 5_000
_WARM_UP = 5
_TURNS = 5
# What docs/operate/scaling.md advises for a large register.
_OF_A_SERVER = {"shared_buffers": "2GB", "max_wal_size": "16GB", "checkpoint_timeout": "30min"}
_YEAR = SchoolYear(2026)
_END = datetime(2027, 6, 30, 18, 0, tzinfo=BRUSSELS)
_HALF_DAYS = list(flemish_calendar(_YEAR).half_days_until(_END.date()))
console = Console()

_PERSONS = """
    INSERT INTO person (person_id, compulsory, created_at)
    SELECT CAST(md5(CAST(n AS text)) AS uuid), '[2015-09-01,2029-07-01)', now() FROM generate_series(0, $1 - 1) AS n
"""
_PUPILS = """
    INSERT INTO pupil (school, pupil, person_id, enrolled, closed)
    SELECT CAST(100000 + n / $2 AS text), lpad(CAST(n AS text), 7, '0'), CAST(md5(CAST(n AS text)) AS uuid),
        '{[2026-09-01,)}', '{}'
    FROM generate_series(0, $1 - 1) AS n ORDER BY n
"""
_ENROLMENTS = """
    INSERT INTO enrolment (pupil_id, valid_from, level, recorded_at, event_id, known_since)
    SELECT pupil_id, '2026-09-01', 'secundair', '2026-09-01', '-', '2026-09-01' FROM pupil
"""
_MARKS = """
    INSERT INTO mark
        (pupil_id, date, half_day, status, verdict, school_year, recorded_at, known_since, event_id, code)
    SELECT pupil_id, $1, $2, CASE WHEN hashint8(pupil_id * 1000 + $3) % 100 = 0 THEN 0 ELSE 2 END, 0, 2026, $4, $4,
        CAST(md5(CAST(pupil_id AS text) || CAST($3 AS text)) AS uuid), 0
    FROM generate_series(1, $5) AS pupil_id
"""


@dataclass(frozen=True)
class Cost:
    """Of one mark on average: time until it is committed, Python's part of that, and bytes of write-ahead log."""

    wall_us: float
    python_us: float
    wal_bytes: float


def main(
    pupils: Annotated[int, typer.Option(min=10_000, help="Pupils of the large register.")] = 1_200_000,
    marks: Annotated[int, typer.Option(min=0, help="Marks the large register holds already.")] = 100_000_000,
    small: Annotated[int, typer.Option(min=10_000, help="Pupils of the small one; as many marks for each.")] = 10_000,
    batches: Annotated[int, typer.Option(min=10, help=f"Batches of {_BATCH} marks, unless a day has more.")] = 60,
) -> None:
    """Record a day's marks in a small register and in a large one, in turn, and compare what each costs.

    Each turn begins with a checkpoint: the first mark on every page of an index costs the log a whole page.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(_bench({"small": small, "large": pupils}, marks // pupils, batches))


async def _bench(sizes: dict[str, int], marks_each: int, batches: int) -> None:
    async with postgres_alone(**_OF_A_SERVER) as (postgres, _):
        costs: dict[str, list[Cost]] = {name: [] for name in sizes}
        registers = {name: await _filled(postgres, name, pupils, marks_each) for name, pupils in sizes.items()}
        for turn in range(_TURNS):
            for name, pupils in sizes.items():
                number = max(batches, 2 * pupils // _BATCH)
                console.print(f"{name}: {number} batches …")
                costs[name].append(await _cost(registers[name], _stream(pupils, marks_each, turn), number))
    _print(sizes, marks_each, costs)


async def _filled(postgres: PostgresServer, name: str, pupils: int, marks_each: int) -> Harness:
    """A register of that many pupils, with `marks_each` half days behind each."""
    admin = await asyncpg.connect(postgres.url("postgres"))
    await admin.execute(f'CREATE DATABASE "{name}"')
    await admin.close()
    url = postgres.url(name)
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run([sys.executable, "-m", "attendance", "migrate"], env=environment, check=True, capture_output=True)
    connection = await asyncpg.connect(url)
    began = monotonic()
    await connection.execute(_PERSONS.replace("$1", str(pupils)))
    await connection.execute(_PUPILS.replace("$1", str(pupils)).replace("$2", str(PUPILS_PER_SCHOOL)))
    await connection.execute(_ENROLMENTS)
    # The key is made afterwards: the same index in a tenth of the time.
    await connection.execute("ALTER TABLE mark DROP CONSTRAINT mark_pkey")
    await connection.execute("SET maintenance_work_mem = '1GB'")
    for number, (day, half_day) in enumerate(_HALF_DAYS[:marks_each]):
        at = datetime.combine(day, _END.time(), tzinfo=BRUSSELS)
        await connection.execute(_MARKS, day, 0 if half_day is HalfDay.AM else 1, number, at, pupils)
        if number % 10 == 9:
            console.print(f"{name}: {pupils * (number + 1):,} marks after {monotonic() - began:.0f} s")
    await connection.execute("ALTER TABLE mark ADD CONSTRAINT mark_pkey PRIMARY KEY (pupil_id, date, half_day)")
    await connection.execute("VACUUM ANALYZE")
    size = await connection.fetchval("SELECT pg_size_pretty(pg_database_size(current_database()))")
    await connection.close()
    console.print(f"{name}: {pupils:,} pupils, {pupils * marks_each:,} marks, {size}, in {monotonic() - began:.0f} s")
    harness = Harness(create_engine(url.replace("postgresql:", "postgresql+asyncpg:")))
    harness.clock.set(_END)
    return harness


def _stream(pupils: int, marks_each: int, turn: int) -> Iterator[Mark]:
    """The half days that follow, school by school in no order."""
    random = Random(turn)
    schools = list(range(pupils // PUPILS_PER_SCHOOL))
    for day, half_day in _HALF_DAYS[marks_each + turn * (len(_HALF_DAYS) - marks_each) // _TURNS :]:
        random.shuffle(schools)
        recorded_at = datetime.combine(day, _END.time(), tzinfo=BRUSSELS) - timedelta(hours=6)
        for school in schools:
            for number in range(school * PUPILS_PER_SCHOOL, (school + 1) * PUPILS_PER_SCHOOL):
                event = Envelope(str(UUID(int=random.getrandbits(128))), "/school", "attendance-recorded")
                status = Status.PROBLEMATIC if random.random() < 0.01 else Status.PRESENT
                yield Mark(*pupil(number), day, half_day, status, recorded_at, event.id, event)


async def _cost(harness: Harness, marks: Iterator[Mark], batches: int) -> Cost:
    connection = await asyncpg.connect(harness.engine.url.set(drivername="postgresql").render_as_string(False))
    await connection.execute("CHECKPOINT")
    for _ in range(_WARM_UP):
        await harness.record(*islice(marks, _BATCH))
    log = await connection.fetchval("SELECT pg_current_wal_lsn()")
    wall = cpu = 0.0
    for _ in range(batches):
        batch = list(islice(marks, _BATCH))
        began, began_cpu = monotonic(), process_time()
        await harness.record(*batch)
        wall, cpu = wall + monotonic() - began, cpu + process_time() - began_cpu
    written = await connection.fetchval("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), $1)", log)
    await connection.close()
    return Cost(*(total / (batches * _BATCH) for total in (wall * 1e6, cpu * 1e6, float(written))))


def _print(sizes: dict[str, int], marks_each: int, costs: dict[str, list[Cost]]) -> None:
    table = Table(box=None, padding=(0, 2))
    for heading in ("", "pupils", "marks before", "us/mark", "of it Python", "WAL bytes/mark"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, pupils in sizes.items():
        for cost in costs[name]:
            numbers = (f"{cost.wall_us:.1f}", f"{cost.python_us:.1f}", f"{cost.wal_bytes:.0f}")
            table.add_row(name, f"{pupils:,}", f"{pupils * marks_each:,}", *numbers)
    console.print(table)
    ratios = [large.wall_us / small.wall_us for small, large in zip(costs["small"], costs["large"], strict=True)]
    console.print(
        f"A mark in the large register takes {median(ratios):.2f} times as long"
        f" (median of {_TURNS} turns, {min(ratios):.2f} to {max(ratios):.2f})."
    )


if __name__ == "__main__":
    typer.run(main)

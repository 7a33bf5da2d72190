"""What pages cost beside the API calls behind them, with many cases stored: `python -m tests.bench.pages`."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Annotated
from uuid import UUID

import asyncpg
import httpx
import typer
from rich.console import Console
from rich.table import Table
from tests.tokens import SECRET, bearer

from casework.settings import CaseworkSettings
from shared.domain.roles import Role
from shared.local.ports import free_port
from shared.runtime.database import create_engine
from shared.testing.browser import signed_in

from .parts import postgres_alone

_SUBJECT = "u-caseworker"
_FULL = "SP-2026-000001"
"""The case that has most entries."""
_WARM_UP = 40
console = Console()

_FILL = """
    INSERT INTO person (person_id, sequence, given_name, family_name)
    SELECT CAST(md5('p' || n) AS uuid), 1, 'Kind', 'Verzonnen' || n FROM generate_series(1, {cases}) AS n;
    INSERT INTO person_enrolment (person_id, position, school, pupil, level_of_education, valid_from, class_name)
    SELECT CAST(md5('p' || n) AS uuid), 0, CAST(100000 + n / 1000 AS text), lpad(CAST(n AS text), 7, '0'), 'secundair',
        '2026-09-01', '4A'
    FROM generate_series(1, {cases}) AS n;
    INSERT INTO case_record (case_id, reference, case_type, person_id, school, pupil, school_year, level_of_education,
        opened_at, respond_by, status, assignee, version)
    SELECT CAST(md5('c' || n) AS uuid), 'SP-2026-' || lpad(CAST(n AS text), 6, '0'), 'truancy',
        CAST(md5('p' || n) AS uuid), CAST(100000 + n / 1000 AS text), lpad(CAST(n AS text), 7, '0'), '2026-2027',
        'secundair', '2026-11-02T08:00Z', DATE '2026-11-10' + CAST(n % 100 AS integer), 'new',
        CASE n % 50 WHEN 0 THEN '{subject}' WHEN 1 THEN NULL ELSE 'u-another' END, 1
    FROM generate_series(1, {cases}) AS n;
    INSERT INTO deadline (case_id, kind, last_day, due_at)
    SELECT case_id, 'respond-by', respond_by, respond_by + TIME '23:59' FROM case_record;
    INSERT INTO ground (ground_id, kind, case_id, person_id, school_year, since, school, pupil, level_of_education,
        said, taken_back, settled, details)
    SELECT CAST(md5('g' || reference) AS uuid), 'level', case_id, person_id, school_year, '2026-11-01', school, pupil,
        level_of_education, true, false, true,
        '{{"rule": "problematic-half-days", "rule_version": 1, "level": 5, "count": 5, "sequence": 1,
          "counted_at": "2026-11-02T08:00:00+00:00", "half_days": [["2026-10-05", "AM", "100000"]]}}'
    FROM case_record;
    INSERT INTO timeline (case_id, at, kind, by, facts)
    SELECT CAST(md5('c1') AS uuid), TIMESTAMPTZ '2026-11-02T08:00Z' + n * INTERVAL '1 minute', 'started', '{subject}',
        '{{}}'
    FROM generate_series(1, {entries}) AS n;
    ANALYZE;
"""


@dataclass(frozen=True)
class Pair:
    """A page and the calls whose answers it shows."""

    name: str
    page: str
    calls: tuple[str, ...]


def run(
    cases: Annotated[int, typer.Option(min=100, help="Cases that are stored.")] = 100_000,
    entries: Annotated[int, typer.Option(min=1, help="Entries of the timeline of one of them.")] = 2_000,
    rate: Annotated[float, typer.Option(min=1, help="Requests a second: pages and calls in turn.")] = 20,
    seconds: Annotated[float, typer.Option(min=5, help="How long each pair is asked for.")] = 30,
) -> None:
    """How long pages of casework take, and the API calls behind them, in the same run.

    Ratios are of the page to its call, or to the sum of its calls; look at ratios of one run, for machines differ.
    """
    asyncio.run(_run(cases, entries, rate=rate, seconds=seconds))


async def _run(cases: int, entries: int, *, rate: float, seconds: float) -> None:
    async with postgres_alone() as (postgres, folder):
        database = await _filled(postgres.url, cases, entries)
        port = free_port()
        settings = CaseworkSettings.model_validate({"database_url": database, "FLANKEREND_TOKEN_SECRET": SECRET})
        engine = create_engine(settings.database_url)
        cookies = await signed_in(engine, "casework", settings, Role.CASEWORKER, subject=_SUBJECT)
        await engine.dispose()
        process = service("serve", database, folder, HTTP_PORT=str(port))
        try:
            await _measure(f"http://127.0.0.1:{port}", cookies, rate=rate, seconds=seconds)
        finally:
            process.terminate()
            process.wait(30)


async def _measure(url: str, cookies: Mapping[str, str], *, rate: float, seconds: float) -> None:
    case_id = UUID(bytes=md5(b"c1", usedforsecurity=False).digest())
    pairs = (
        Pair("worklist", "/", ("/worklist",)),
        Pair("case", f"/dossiers/{_FULL}", (f"/cases/{case_id}", f"/cases/{case_id}/timeline")),
    )
    token = bearer("caseworker", sub=_SUBJECT)
    async with (
        httpx.AsyncClient(base_url=url, headers={"Accept": "text/html"}, cookies=dict(cookies), timeout=60) as browser,
        httpx.AsyncClient(base_url=url, headers=token, timeout=60) as caller,
    ):
        await ready(caller)
        table = Table(box=None)
        for heading in ("", "p50 ms", "p99 ms", "p99 of the call", "p99 of its calls together", "KB"):
            table.add_column(heading, justify="right" if heading else "left")
        for pair in pairs:
            _add_rows(table, pair, *await _in_turn(browser, caller, pair, rate=rate, seconds=seconds))
        console.print(table)


async def _in_turn(
    browser: httpx.AsyncClient, caller: httpx.AsyncClient, pair: Pair, *, rate: float, seconds: float
) -> tuple[list[list[float]], int]:
    """Milliseconds of the page, then of each call, asked for in turn at an even pace; the bytes of the page."""
    asked = ((browser, pair.page), *((caller, path) for path in pair.calls))
    took: list[list[float]] = [[] for _ in asked]
    size = 0
    begins = monotonic()
    number = 0
    while (due := begins + number / rate) < begins + seconds + _WARM_UP / rate:
        await asyncio.sleep(max(0.0, due - monotonic()))
        client, path = asked[number % len(asked)]
        since = monotonic()
        answer = await client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        if number >= _WARM_UP:
            took[number % len(asked)].append((monotonic() - since) * 1000)
        size = len(answer.content) if client is browser else size
        number += 1
    return took, size


def _add_rows(table: Table, pair: Pair, took: list[list[float]], size: int) -> None:
    page, *calls = took
    own, first, together = _p99(page), _p99(calls[0]), sum(map(_p99, calls))
    table.add_row(
        f"page: {pair.name}",
        f"{median(page):.1f}",
        f"{own:.1f}",
        f"{own / first:.2f}",
        f"{own / together:.2f}",
        f"{size / 1024:.0f}",
    )
    for path, milliseconds in zip(pair.calls, calls, strict=True):
        name = path.rpartition("/")[2] if len(pair.calls) > 1 and path != pair.calls[0] else pair.name
        table.add_row(f"  call: {name}", f"{median(milliseconds):.1f}", f"{_p99(milliseconds):.1f}")


def _p99(milliseconds: list[float]) -> float:
    return sorted(milliseconds)[int(len(milliseconds) * 0.99)]


async def _filled(url_of: Callable[[str], str], cases: int, entries: int) -> str:
    admin = await asyncpg.connect(url_of("postgres"))
    await admin.execute("CREATE DATABASE casework")
    await admin.close()
    database = url_of("casework")
    service("migrate", database, Path()).wait(120)
    with console.status(f"{cases:,} cases are stored …"):
        connection = await asyncpg.connect(database, timeout=30)
        await connection.execute(_FILL.format(cases=cases, entries=entries, subject=_SUBJECT), timeout=600)
        await connection.close()
    return database


def service(command: str, database: str, folder: Path, **environment: str) -> subprocess.Popen[bytes]:
    """Casework as it ships, which answers requests and leaves events to others."""
    own = {
        "DATABASE_URL": database,
        "FLANKEREND_TOKEN_SECRET": SECRET,
        "FLANKEREND_HANDLE_EVENTS": "false",
        **environment,
    }
    log = (folder / "casework.log").open("ab") if command == "serve" else subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-m", "casework", command], env={**os.environ, **own}, stdout=log, stderr=log
    )


async def ready(caller: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while True:
            with suppress(httpx.HTTPError):
                if (await caller.get("/health/ready")).status_code == 200:
                    return
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    typer.run(run)

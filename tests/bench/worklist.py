"""What the worklist and the search cost beside their own SQL, with many cases stored: `python -m tests.bench.worklist`.

The statements of real requests are noted once. Then requests and the bare statements are sent in turns of some
seconds, at the same rate and over as many connections.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from time import monotonic
from typing import Annotated, Any
from urllib.parse import urlencode

import asyncpg
import httpx
import sqlalchemy as sa
import structlog
import typer
from rich.console import Console
from rich.table import Table
from tests.tokens import SECRET, bearer

from casework.app import build
from casework.settings import CaseworkSettings
from shared.local.ports import free_port
from shared.runtime.clock import SystemClock

from .pages import ready, service
from .parts import postgres_alone
from .worklist_data import statements

_CONNECTIONS = 16
_WARM_UP = 20
_DIFFERENT = 20
"""Requests of a kind that differ."""
_AT_MOST = 3.0
"""How many times the p99 of its statements a request may take."""
console = Console()


@dataclass(frozen=True)
class Asked:
    """One request: the path, and who asks."""

    path: str
    contact: str

    @property
    def headers(self) -> dict[str, str]:
        return bearer("caseworker", sub=f"u-{self.contact}", contact=self.contact)


@dataclass
class Took:
    """Milliseconds of requests, and of their bare statements."""

    ours: list[float] = field(default_factory=list)
    sql: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return _p99(self.ours) / _p99(self.sql)


Statements = Sequence[tuple[str, Sequence[Any]]]
Send = Callable[[int], Awaitable[None]]


def run(
    cases: Annotated[int, typer.Option(min=1_000, help="Cases that are stored.")] = 100_000,
    workers: Annotated[int, typer.Option(min=1, help="Caseworkers who have them.")] = 200,
    entries: Annotated[int, typer.Option(min=1_000, help="Entries of all their timelines.")] = 1_000_000,
    rate: Annotated[float, typer.Option(min=1, help="Requests a second.")] = 50,
    seconds: Annotated[float, typer.Option(min=2, help="How long a turn takes.")] = 10,
    turns: Annotated[int, typer.Option(min=1, help="Turns of requests and of statements.")] = 3,
) -> None:
    """How long the worklist and the search take, and their statements alone, in the same run.

    Ends with a failure where the 99th percentile is more than three times that of the statements.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(_run(cases, workers, entries=entries, rate=rate, seconds=seconds, turns=turns))


async def _run(cases: int, workers: int, *, entries: int, rate: float, seconds: float, turns: int) -> None:
    async with postgres_alone() as (postgres, folder):
        database = await _filled(postgres.url, cases, workers, entries=entries)
        port = free_port()
        process = service("serve", database, folder, HTTP_PORT=str(port))
        try:
            console.print(f"{cases:,} cases of {workers} caseworkers, {entries:,} entries, {rate:g} requests a second")
            measured = await _measured(
                database, f"http://127.0.0.1:{port}", _kinds(cases, workers), rate=rate, seconds=seconds, turns=turns
            )
        finally:
            process.terminate()
            process.wait(30)
    _show(measured)


def _kinds(cases: int, workers: int) -> dict[str, list[Asked]]:
    """What is asked for: by many people, for many words."""
    random = Random(1)

    def by_anybody(path: str, **query: str) -> Asked:
        return Asked(f"{path}?{urlencode(query)}" if query else path, f"cw-{random.randrange(workers)}")

    def words() -> str:
        number = random.randrange(cases)
        kinds = (f"verzonnen{number}", f"kenmerk{number}", f"{number:06}", f"kind verzonnen{number // 10}")
        return random.choice(kinds)

    return {
        "GET /worklist": [by_anybody("/worklist") for _ in range(_DIFFERENT)],
        "GET /worklist?q=": [by_anybody("/worklist", q=words()) for _ in range(_DIFFERENT)],
        "GET /cases?q=": [by_anybody("/cases", q=words()) for _ in range(_DIFFERENT)],
    }


async def _measured(
    database: str, url: str, kinds: dict[str, list[Asked]], *, rate: float, seconds: float, turns: int
) -> dict[str, Took]:
    measured = {name: Took() for name in kinds}
    limits = httpx.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS)
    async with httpx.AsyncClient(base_url=url, headers=bearer("caseworker"), timeout=60, limits=limits) as http:
        await ready(http)
        async with asyncpg.create_pool(_plain(database), min_size=_CONNECTIONS, max_size=_CONNECTIONS) as pool:
            for name, asked in kinds.items():
                statements = await _statements(database, asked)
                pairs = ((_requests(http, asked), measured[name].ours), (_bare(pool, statements), measured[name].sql))
                for send, _ in pairs:
                    await _at_rate(send, len(asked), rate, _WARM_UP / rate + 1)
                for turn in range(turns):
                    for send, took in pairs if turn % 2 == 0 else reversed(pairs):
                        took += await _at_rate(send, len(asked), rate, seconds)
    return measured


async def _at_rate(send: Send, kinds: int, rate: float, seconds: float) -> list[float]:
    """The milliseconds of each, from the moment it was due."""
    began, sent = monotonic(), []

    async def timed(number: int, due: float) -> float:
        await send(number)
        return (monotonic() - due) * 1000

    numbers = cycle(range(kinds))
    for number in range(int(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - monotonic()))
        sent.append(asyncio.create_task(timed(next(numbers), due)))
    return list(await asyncio.gather(*sent))


def _requests(http: httpx.AsyncClient, asked: Sequence[Asked]) -> Send:
    headers = [item.headers for item in asked]

    async def send(number: int) -> None:
        answer = await http.get(asked[number].path, headers=headers[number])
        if answer.status_code != 200:
            raise SystemExit(f"{asked[number].path} answered {answer.status_code}")

    return send


def _bare(pool: asyncpg.Pool, statements: Sequence[Statements]) -> Send:
    async def send(number: int) -> None:
        async with pool.acquire() as connection:
            for statement, parameters in statements[number]:
                await connection.fetch(statement, *parameters)

    return send


async def _statements(database: str, asked: Sequence[Asked]) -> list[Statements]:
    """The statements that casework sends for each request."""
    noted: list[tuple[str, Sequence[Any]]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        noted.append((statement, parameters))

    async with _in_process(database) as (engine, http):
        sa.event.listen(engine, "before_cursor_execute", note)
        of_requests: list[Statements] = []
        for item in asked:
            await http.get(item.path, headers=item.headers)  # the first request of a caller notes the caller
            noted.clear()
            (await http.get(item.path, headers=item.headers)).raise_for_status()
            of_requests.append(tuple(noted))
    return of_requests


@asynccontextmanager
async def _in_process(database: str) -> AsyncIterator[tuple[sa.Engine, httpx.AsyncClient]]:
    settings = CaseworkSettings.model_validate({"database_url": database, "FLANKEREND_TOKEN_SECRET": SECRET})
    casework = build(settings, SystemClock())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(casework.app), base_url="http://casework") as http:
        yield casework.engine.sync_engine, http
    await casework.engine.dispose()


def _show(measured: dict[str, Took]) -> None:
    table = Table(box=None)
    for heading in ("", "p50 ms", "p99 ms", "SQL alone: p50 ms", "p99 ms", "p99 to p99"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, took in measured.items():
        own, sql = (f"{median(took.ours):.1f}", f"{_p99(took.ours):.1f}"), (median(took.sql), _p99(took.sql))
        table.add_row(name, *own, f"{sql[0]:.1f}", f"{sql[1]:.1f}", f"{took.ratio:.2f}")
    console.print(table)
    if too_slow := [name for name, took in measured.items() if took.ratio > _AT_MOST]:
        raise SystemExit(f"more than {_AT_MOST:g} times its statements: {', '.join(too_slow)}")


def _p99(milliseconds: list[float]) -> float:
    return sorted(milliseconds)[int(len(milliseconds) * 0.99)]


def _plain(database: str) -> str:
    """The address as asyncpg takes it."""
    return database.replace("postgresql+asyncpg://", "postgresql://")


async def _filled(url_of: Callable[[str], str], cases: int, workers: int, *, entries: int) -> str:
    admin = await asyncpg.connect(url_of("postgres"))
    await admin.execute("CREATE DATABASE casework")
    await admin.close()
    database = url_of("casework")
    service("migrate", database, Path()).wait(120)
    with console.status(f"{cases:,} cases are stored …"):
        connection = await asyncpg.connect(database, timeout=30)
        for statement in statements(cases, workers, entries):
            await connection.execute(statement, timeout=600)
        await connection.close()
    return database


if __name__ == "__main__":
    typer.run(run)

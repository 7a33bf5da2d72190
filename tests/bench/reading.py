"""How soon a pupil's attendance is answered while marks stream in: `python -m tests.bench.reading`."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from secrets import token_hex
from statistics import quantiles
from time import monotonic
from typing import Annotated

import structlog
import typer
import uvloop
from rich.console import Console

from shared.domain.roles import Role
from shared.local.knock import first_line
from shared.local.ports import LOCALHOST, free_port
from shared.local.tokens import make_token

from . import ours, parts
from .sending import sending
from .stream import pupil

_CONNECTIONS = 32
_WARM_UP_S = 3
console = Console()


def main(
    requests: Annotated[int, typer.Option(min=1, help="Requests a second.")] = 200,
    streaming: Annotated[int, typer.Option(min=0, help="Marks a second that come in meanwhile.")] = 1_000,
    seconds: Annotated[int, typer.Option(min=5, help="How long.")] = 20,
    pupils: Annotated[int, typer.Option(min=1_000, help="Pupils.")] = 5_000,
    half_days: Annotated[int, typer.Option(min=1, help="Half days in the register before, of each.")] = 100,
) -> None:
    """Ask for pupils' attendance at a steady rate; each answer's time counts from when its request was due.

    First of the process that takes the marks in, then of one that leaves events to it.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    uvloop.run(_bench(requests, streaming, seconds, pupils, half_days))


async def _bench(requests: int, streaming: int, seconds: int, pupils: int, half_days: int) -> None:
    known, to_come = pupils * half_days, streaming * (seconds + _WARM_UP_S)
    async with parts.running() as run:
        console.print(f"{known:,} marks of {pupils:,} pupils are taken in …")
        load = await ours.prepare(run, known, pupils)
        for who, serving in (("one process", _one_process), ("a process of its own", _apart)):
            async with serving(run, load) as (port, secret), ours.group_admin(run) as admin:
                while await ours.committed(admin, load) < known or not await _is_ready(port):
                    await asyncio.sleep(0.5)
                asking = _Asking(port, make_token(secret, Role.COORDINATOR), pupils)
                async with sending(run.kafka, known, known + to_come, pupils, streaming):
                    await asking.at_rate(requests, _WARM_UP_S)
                    took = await asking.at_rate(requests, seconds)
            known += to_come
            cuts = quantiles(took, n=100)
            console.print(
                f"{who}: {len(took):,} answers, {requests} a second, while {streaming:,} marks a second came in: "
                f"median {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms, longest {max(took) * 1000:.1f} ms",
                soft_wrap=True,
            )


async def _is_ready(port: int) -> bool:
    return b" 200 " in await first_line(port, b"GET /health/ready HTTP/1.0\r\n\r\n")


@asynccontextmanager
async def _one_process(run: parts.Parts, url: str) -> AsyncIterator[tuple[int, str]]:
    """The service; its port and the secret of its tokens."""
    port, secret = free_port(), token_hex(32)
    async with ours.service(run, url, port=port, token_secret=secret):
        yield port, secret


@asynccontextmanager
async def _apart(run: parts.Parts, url: str) -> AsyncIterator[tuple[int, str]]:
    """The service, and another process of it that answers and leaves events to the first."""
    port, secret = free_port(), token_hex(32)
    async with ours.service(run, url), ours.service(run, url, port=port, token_secret=secret, handle_events=False):
        yield port, secret


class _Asking:
    """Asks over a number of connections; who finds all taken waits, and its time goes on."""

    def __init__(self, port: int, token: str, pupils: int) -> None:
        self._port = port
        self._header = f" HTTP/1.1\r\nHost: attendance\r\nAuthorization: Bearer {token}\r\n\r\n"
        self._pupils = pupils
        self._random = Random(1)
        self._free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()

    async def at_rate(self, a_second: int, seconds: int) -> list[float]:
        """The seconds that each answer took."""
        while self._free.qsize() < _CONNECTIONS:
            self._free.put_nowait(await asyncio.open_connection(LOCALHOST, self._port))
        began, asked = monotonic(), []
        for number in range(a_second * seconds):
            due = began + number / a_second
            await asyncio.sleep(max(0.0, due - monotonic()))
            asked.append(asyncio.create_task(self._ask(due)))
        return list(await asyncio.gather(*asked))

    async def _ask(self, due: float) -> float:
        school, number = pupil(self._random.randrange(self._pupils))
        reader, writer = await self._free.get()
        writer.write(f"GET /pupils/{school}/{number}/attendance{self._header}".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        await reader.readexactly(int(length.split(b":")[1]))
        self._free.put_nowait((reader, writer))
        return monotonic() - due


if __name__ == "__main__":
    typer.run(main)

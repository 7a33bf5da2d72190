import asyncio
import logging
from collections.abc import Awaitable
from typing import Annotated

import structlog
import typer
from rich.console import Console
from rich.table import Table

from . import floors, ours, parts
from .measure import Measured
from .rivals import running as rivals

_OURS = "attendance, with all it does"
console = Console()


def main(
    marks: Annotated[int, typer.Option(min=20_000, help="Marks, one a record.")] = 600_000,
    pupils: Annotated[int, typer.Option(min=1_000, help="Pupils the marks are of.")] = 20_000,
    alone: Annotated[bool, typer.Option("--alone", help="Measure attendance, without floors and rivals.")] = False,
    every_pack: Annotated[
        bool, typer.Option("--every-pack", help="With the rules of all packs active, not the Flemish one alone.")
    ] = False,
) -> None:
    """How many marks a second attendance takes from Kafka into PostgreSQL, beside floors and rivals of the same run."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(_bench(marks, pupils, alone, every_pack=every_pack))


async def _bench(count: int, pupils: int, alone: bool, *, every_pack: bool) -> None:
    async with parts.running() as run:
        console.print(f"{count:,} marks of {pupils:,} pupils are put on Kafka …")
        url = await ours.prepare(run, count, pupils, every_pack=every_pack)
        measured = {_OURS: await _told(_OURS, ours.measure(run, url, count))}
        if not alone:
            measured |= await _others(run, count, pupils)
    _print(measured)


async def _others(run: parts.Parts, count: int, pupils: int) -> dict[str, Measured]:
    found = {
        "bare consumer": floors.bare_consumer(run, count),
        "bare COPY": floors.bare_copy(run, count, pupils),
        "plain FastStream handler": floors.plain_handler(run),
    }
    if rivals.PYTHON.exists():
        found["Quix Streams, counting only"] = rivals.run("quix_streams", run, count)
        found["Quix Streams, with corrections"] = rivals.run("quix_streams", run, count, "corrections")
        found["faust-streaming, counting only"] = rivals.run("faust_streaming", run, count)
    else:
        console.print(f"Quix Streams and faust-streaming are left out: {rivals.PYTHON} is not there (make bench)")
    return {name: await _told(name, measuring) for name, measuring in found.items()}


async def _told(name: str, measuring: Awaitable[Measured]) -> Measured:
    with console.status(f"{name} …"):
        return await measuring


def _print(measured: dict[str, Measured]) -> None:
    table = Table(box=None, padding=(0, 1))
    for heading, justify in (("", "left"), ("marks/s", "right"), ("of ours", "right"), ("CPU us/mark", "right")):
        table.add_column(heading, justify=justify, no_wrap=True)
    table.add_column("peak MB", justify="right")
    for name, found in sorted(measured.items(), key=lambda item: -item[1].rate):
        table.add_row(
            name,
            f"{found.rate:,.0f}",
            f"{found.rate / measured[_OURS].rate:.2f}",
            f"{found.cpu_us:.1f}" if found.cpu_us else "",
            f"{found.peak_mb:.0f}" if found.peak_mb else "",
        )
    console.print(table)


if __name__ == "__main__":
    typer.run(main)

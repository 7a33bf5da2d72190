import json
import logging
from collections.abc import Awaitable
from typing import Annotated

import structlog
import typer
import uvloop
from rich.console import Console
from rich.table import Table

from . import floors, ours, parts, relay
from .measure import Measured
from .rivals import running as rivals

_OURS = "attendance, with all it does"
_LISTS = "attendance, lists of 25 marks"
_IN_A_LIST = 25
_EVENTS = 50_000
console = Console()


def main(
    marks: Annotated[int, typer.Option(min=20_000, help="Marks, one a record.")] = 600_000,
    pupils: Annotated[int, typer.Option(min=1_000, help="Pupils the marks are of.")] = 20_000,
    alone: Annotated[bool, typer.Option("--alone", help="Measure attendance, without floors and rivals.")] = False,
    every_pack: Annotated[
        bool, typer.Option("--every-pack", help="With the rules of all packs active, not the Flemish one alone.")
    ] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Print where the time of a mark goes.")] = False,
) -> None:
    """How many marks a second attendance takes from Kafka into PostgreSQL, beside floors and rivals of the same run."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    uvloop.run(_bench(marks, pupils, alone, every_pack=every_pack, profile=profile))


async def _bench(count: int, pupils: int, alone: bool, *, every_pack: bool, profile: bool) -> None:
    async with parts.running() as run:
        console.print(f"{count:,} marks of {pupils:,} pupils are put on Kafka …")
        samples = run.folder / "samples.json" if profile else None
        load = await ours.prepare(run, count, pupils, every_pack=every_pack)
        measured = {_OURS: await _told(_OURS, ours.measure(run, load, count, samples=samples))}
        in_lists = await ours.prepare(run, count, pupils, every_pack=every_pack, in_a_record=_IN_A_LIST)
        measured[_LISTS] = await _told(_LISTS, ours.measure(run, in_lists, count))
        if not alone:
            measured |= await _others(run, count, pupils)
        _print(measured, _OURS, "mark")
        if samples:
            _print_profile(json.loads(samples.read_text()), measured[_OURS])
        if not alone:
            sending = {"relay": relay.relay(run, _EVENTS), "bare producer": relay.bare_producer(run, _EVENTS)}
            _print({name: await _told(name, measuring) for name, measuring in sending.items()}, "relay", "event")


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


def _print(measured: dict[str, Measured], ours: str, thing: str) -> None:
    table = Table(box=None, padding=(0, 1))
    headings = ("", "left"), (f"{thing}s/s", "right"), ("of ours", "right"), (f"CPU us/{thing}", "right")
    for heading, justify in headings:
        table.add_column(heading, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("peak MB", justify="right")
    for name, result in sorted(measured.items(), key=lambda item: -item[1].rate):
        table.add_row(
            name,
            f"{result.rate:,.0f}",
            f"{result.rate / measured[ours].rate:.2f}",
            f"{result.cpu_us:.1f}" if result.cpu_us else "",
            f"{result.peak_mb:.0f}" if result.peak_mb else "",
        )
    console.print(table)


def _print_profile(samples: dict[str, int], measured: Measured) -> None:
    """The processor time of a mark, parted as the samples are; what is left of its time is waiting."""
    assert measured.cpu_us is not None
    table = Table(box=None, padding=(0, 1))
    table.add_column("single marks")
    table.add_column("us/mark", justify="right")
    for name, number in sorted(samples.items(), key=lambda item: -item[1]):
        table.add_row(name, f"{measured.cpu_us * number / sum(samples.values()):.1f}")
    table.add_row("waiting", f"{1e6 / measured.rate - measured.cpu_us:.1f}")
    console.print(table)


if __name__ == "__main__":
    typer.run(main)

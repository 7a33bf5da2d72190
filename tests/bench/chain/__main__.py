import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import structlog
import typer
from rich.console import Console

from shared.local.home import SERVICES

from .against import commit_build, folder_build
from .at_rest import print_rest, rest
from .floors import floors
from .load import Load
from .measuring import Measured, measure
from .pace import highest_pace, steady
from .profiles import print_profile, profile_file
from .progress import Say, saying
from .relay import empty_outbox, print_emptied
from .report import print_growth, print_load, print_paces
from .system import Build

Result = TypeVar("Result")
console = Console()


class Name(StrEnum):
    """The loads."""

    BURST = "burst"
    UNSCHEDULABLE = "unschedulable"
    REGION = "region"
    STEADY = "steady"
    RELAY = "relay"


Profiled = StrEnum("Profiled", {name.upper(): name for name in SERVICES})  # type: ignore[misc]

_AT_ONCE = {
    Name.BURST: Load(name="burst", pupils=400, schools=4),
    Name.UNSCHEDULABLE: Load(name="unschedulable", pupils=400, schools=4, tight=True),
    Name.REGION: Load(name="region", pupils=5000, schools=20, contacts=40),
}


def main(
    load: Annotated[
        list[Name] | None,
        typer.Option(
            help="burst (the default): 400 pupils at once; unschedulable: not every case gets a meeting; "
            "region: 5,000, this build alone; steady: --rate a second; relay: a full outbox; repeatable"
        ),
    ] = None,
    against: Annotated[str | None, typer.Option(help="A commit to measure beside this build, in the same run")] = None,
    against_folder: Annotated[Path | None, typer.Option(help="The same: a checkout with an environment .venv")] = None,
    rate: Annotated[float, typer.Option(min=0.1, help="steady: levels a second")] = 20.0,
    seconds: Annotated[float, typer.Option(min=5, help="steady and --find-rate: how long; --at-rest too")] = 120.0,
    find_rate: Annotated[
        bool, typer.Option("--find-rate", help="The highest steady rate each build keeps up with")
    ] = False,
    pupils: Annotated[
        int | None, typer.Option(min=10, help="So many pupils instead, for a quick look; not for steady")
    ] = None,
    processes: Annotated[
        int, typer.Option(min=1, max=8, help="Also with so many processes of casework, consultation and notifications")
    ] = 1,
    at_rest: Annotated[bool, typer.Option("--at-rest", help="What idle services use")] = False,
    events: Annotated[int, typer.Option(min=1000, help="relay: events in the outbox")] = 50_000,
    profile: Annotated[
        Profiled | None, typer.Option(help="Run this service of this build under cProfile, and say what took its time")
    ] = None,
) -> None:
    """How fast the chain is, from marks on Kafka to mails: this checkout, beside another build in the same run.

    Ratios above 1 say how many times better this build is. Look at ratios of one run: machines differ.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # it tells of every leader that is still to be chosen
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C, so that worktrees go
    with ExitStack() as stack:
        builds = [Build("this build")]
        if against_folder:
            builds.append(folder_build(against_folder))
        if against:
            with console.status(f"{against} is installed …"):
                builds.append(stack.enter_context(commit_build(against)))
        bench = _Bench(builds, processes, profile)
        if find_rate:
            _run(bench.paces(seconds))
        if at_rest:
            _run(bench.at_rest(seconds))
        for name in load or ([] if find_rate or at_rest else [Name.BURST]):
            at_once = _AT_ONCE.get(name)
            if at_once and pupils:
                at_once = replace(at_once, pupils=pupils)
            _run(bench.relay(events) if name is Name.RELAY else bench.load(at_once or steady(rate, seconds)))


class _Bench:
    """Measures the builds one after the other."""

    def __init__(self, builds: list[Build], processes: int, profile: str | None) -> None:
        self._builds, self._processes, self._profile = builds, processes, profile
        self._measured: dict[str, Measured] = {}

    async def load(self, load: Load) -> None:
        """A load, with its floors."""
        alone = load.name == Name.REGION
        builds = self._builds[:1] if alone else self._builds
        measured = await _of_each(builds, lambda build, say: self._measure(build, load, say), load.name)
        if self._processes > 1:
            more = lambda build, say: measure(build, load, say, processes=self._processes)  # noqa: E731
            with_more = await _of_each(builds[:1], more, load.name)
            measured |= {f"{self._processes} processes": of_build for of_build in with_more.values()}
        ours = next(iter(measured.values()))
        with console.status("floors …"):
            of_run = await floors(ours.mails, ours.records)
        print_load(console, load, measured, of_run)
        self._measured[load.name] = ours
        if alone and (burst := self._measured.get(Name.BURST)):
            print_growth(console, burst, ours)
        if self._profile:
            print_profile(console, self._profile)

    async def paces(self, seconds: float) -> None:
        """The highest rate each build keeps up with."""

        def highest(build: Build, say: Say) -> Coroutine[Any, Any, dict[float, Measured]]:
            return highest_pace(build, seconds, say, tell=console.print)

        for name, of_build in (await _of_each(self._builds, highest, "pace")).items():
            print_paces(console, name, of_build)

    async def relay(self, events: int) -> None:
        """A full outbox."""
        print_emptied(
            console, await _of_each(self._builds, lambda build, say: empty_outbox(build, events, say), "relay")
        )

    async def at_rest(self, seconds: float) -> None:
        """Nothing at all."""
        print_rest(console, await _of_each(self._builds, lambda build, say: rest(build, seconds, say), "at rest"))

    async def _measure(self, build: Build, load: Load, say: Say) -> Measured:
        profile = self._profile if build is self._builds[0] else None
        if profile:
            profile_file(profile).unlink(missing_ok=True)
        return await measure(build, load, say, profile=profile)


async def _of_each(
    builds: list[Build], measuring: Callable[[Build, Say], Coroutine[Any, Any, Result]], what: str
) -> dict[str, Result]:
    measured = {}
    for build in builds:
        with console.status(f"{what}, {build.name}") as status:
            measured[build.name] = await measuring(build, saying(console, status, f"{what}, {build.name}"))
    return measured


def _run(work: Coroutine[Any, Any, None]) -> None:
    """To its end, or until it is told to end: then everything it started ends too."""

    async def run() -> None:
        task = asyncio.ensure_future(work)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await task

    try:
        asyncio.run(run())
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise typer.Exit(130) from None
    finally:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # the loop has put its own away


if __name__ == "__main__":
    typer.run(main)

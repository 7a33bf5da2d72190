"""What a build uses while nothing happens."""

import asyncio

from rich.console import Console
from rich.table import Table

from shared.local.home import SERVICES

from .load import Load
from .measuring import bench
from .progress import Say
from .system import Build, Wish

_QUIET_S = 5.0


async def rest(build: Build, seconds: float, say: Say) -> dict[str, float]:
    """Percent of a core that each part uses, from a few seconds after the start on."""
    contacts = Load(name="at rest", pupils=0, schools=4).directory()
    async with bench(build, Wish(contacts=contacts), say) as running_build:
        await running_build.settled(say, running_build.system.mailbox)
        await asyncio.sleep(_QUIET_S)
        before = await running_build.usage()
        say(f"quiet for {seconds:.0f} s …")
        await asyncio.sleep(seconds)
        used = (await running_build.usage()).since(before)
        return {name: cpu_s / seconds * 100 for name, cpu_s in used.cpu_s.items()}


def print_rest(console: Console, percent: dict[str, dict[str, float]]) -> None:
    """One row a part."""
    table = Table(title="at rest: percent of a core", title_justify="left", box=None)
    for heading in ("", *percent):
        table.add_column(heading, justify="right" if heading else "left")
    of_builds = list(percent.values())
    for part in of_builds[0]:
        table.add_row(part, *(f"{of_build[part]:.2f}" for of_build in of_builds))
    services = (sum(of_build[name] for name in SERVICES) for of_build in of_builds)
    table.add_row("the four services", *(f"{percent:.2f}" for percent in services))
    console.print(table)

"""``flankerend trace``: one story, told from the services' logs."""

import json
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from shared.local.home import Home
from shared.service.stories import Hop, story_in


def trace(
    wanted: Annotated[str, typer.Argument(metavar="REFERENCE", help="A case's reference, or a correlation id.")],
    as_json: Annotated[bool, typer.Option("--json", help="An array of log lines instead of a table.")] = False,
) -> None:
    """Tell one story out of all services' logs: from the school's event to the mail.

    Examples: flankerend trace SP-2026-000001

    flankerend trace 01988a3e-7f50-7d6a-9c41-6d1f0a8f2a10
    """
    home = Home.default()
    hops = story_in(home.logs, wanted)
    if not hops:
        typer.echo(f"No log in {home.logs} speaks of {wanted}.", err=True)
        raise typer.Exit(1)
    if as_json:
        typer.echo(json.dumps([dict(hop.line.fields) for hop in hops], indent=2))
    else:
        Console().print(story_table(hops))


def story_table(hops: Sequence[Hop]) -> Table:
    """A story as a table: when, how long after its beginning, who, what."""
    table = Table(title=None, box=None, padding=(0, 2), header_style="bold")
    for name in ("time", "after", "service", "event", "details"):
        table.add_column(name, justify="right" if name == "after" else "left", overflow="fold")
    for hop in hops:
        details = "  ".join(f"{name}={_short(value)}" for name, value in hop.details.items())
        line = hop.line
        table.add_row(f"{line.at.astimezone():%H:%M:%S}", _after(hop.since_start_s), line.service, line.event, details)
    return table


def _after(seconds: float) -> str:
    return f"+{seconds * 1000:,.0f} ms" if seconds < 10 else f"+{seconds:,.1f} s"


def _short(value: str) -> str:
    return value.removeprefix("be.flankerend.")

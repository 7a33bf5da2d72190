"""``flankerend clock``: what time it is for the services, and moving that."""

import typer

from shared.local.clock import SetClock
from shared.local.commands.options import StepArgument, TimeArgument
from shared.local.home import Home

app = typer.Typer(
    help="Show or move the services' clock: today, deadlines, reminders. Works with and without a running stack.",
    no_args_is_help=True,
)


def _clock() -> SetClock:
    return SetClock(Home.default().clock)


@app.command()
def show() -> None:
    """Print what time it is for the services."""
    typer.echo(_clock().now().isoformat(timespec="seconds"))


@app.command()
def advance(step: StepArgument) -> None:
    """Move the clock forward, so that deadlines and reminders come due. Example: flankerend clock advance 3d"""
    clock = _clock()
    clock.advance(step)
    typer.echo(clock.now().isoformat(timespec="seconds"))


@app.command("set")
def set_clock(time: TimeArgument) -> None:
    """Put the clock at a moment. Example: flankerend clock set 2026-11-20T09:00"""
    clock = _clock()
    clock.set(time)
    typer.echo(clock.now().isoformat(timespec="seconds"))

"""``flankerend clock``: what time it is for the services, and moving that."""

from typing import Annotated

import typer

from shared.local.clock import SHOWN, SetClock
from shared.local.commands.options import StepArgument, TimeArgument
from shared.local.errors import ClockGoesBackError
from shared.local.home import Home
from shared.runtime.clock import BRUSSELS

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
def set_clock(
    time: TimeArgument,
    force: Annotated[
        bool, typer.Option("--force", help="Put it back too: what was done at a later time stays.")
    ] = False,
) -> None:
    """Put the clock at a later moment; before the first start, or with --force, at any.

    Example: flankerend clock set 2026-11-20T09:00
    """
    home = Home.default()
    clock = SetClock(home.clock)
    if home.was_used and clock.now() > time and not force:
        raise ClockGoesBackError(
            f"The clock is at {clock.now():{SHOWN}}, and {time.astimezone(BRUSSELS):{SHOWN}} is before that. What was "
            "done meanwhile would lie in the future. Add --force to put the clock back all the same."
        )
    clock.set(time)
    typer.echo(clock.now().isoformat(timespec="seconds"))

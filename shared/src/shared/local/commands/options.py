"""What people write on the command line, as several commands read it."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from shared.local.clock import parse_step, parse_time


def read_time(text: str) -> datetime:
    """A time, or typer's error about the option."""
    try:
        return parse_time(text)
    except ValueError:
        raise typer.BadParameter(
            "expected a time such as 2026-11-20T09:00 (Europe/Brussels unless it says otherwise)"
        ) from None


def read_step(text: str) -> timedelta:
    """A step in time, or typer's error about the option."""
    try:
        return parse_step(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


TimeOption = Annotated[
    datetime | None,
    typer.Option(
        help="Set the clock: ISO 8601, in Europe/Brussels unless it says otherwise.", parser=read_time, metavar="TIME"
    ),
]
TimeArgument = Annotated[
    datetime, typer.Argument(help="ISO 8601, such as 2026-11-20T09:00.", parser=read_time, metavar="TIME")
]
StepArgument = Annotated[
    timedelta, typer.Argument(help="Such as 3d, 2h, 90m or 1d12h.", parser=read_step, metavar="STEP")
]

"""``flankerend up``: the whole system until Ctrl-C."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from shared.local.clock import SetClock
from shared.local.commands.options import TimeOption
from shared.local.home import Home
from shared.local.stack import Stack
from shared.local.start_display import StartDisplay
from shared.local.terminal import Terminal
from shared.runtime.signals import on_signals

_ENDINGS = [end for end in signal.Signals if end.name in ("SIGINT", "SIGTERM", "SIGHUP")]

Tell = Callable[[Stack, Console], Awaitable[None]]
"""What happens once the stack is ready."""


def up(
    now: TimeOption = None,
    contacts: Annotated[
        Path | None,
        typer.Option(
            help="The directory of contacts (csv). Without it an invented one is loaded.", dir_okay=False, exists=True
        ),
    ] = None,
    *,
    organisations: Annotated[
        Path | None,
        typer.Option(help="The schools, CLBs and other organisations (csv).", dir_okay=False, exists=True),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Serve what `flankerend demo` made; it is made first if it is not there.")
    ] = False,
) -> None:
    """Start the whole system and serve until Ctrl-C.

    Everything lies in ./var (or FLANKEREND_HOME); a later start continues where this start stopped. DATABASE_URL,
    KAFKA_BOOTSTRAP_SERVERS and FLANKEREND_SMTP_HOST name a PostgreSQL, a Kafka and a mail server to use instead of the
    servers started here.

    Example: flankerend up --now 2026-11-20T09:00
    """
    console = Terminal()
    display = StartDisplay(console)
    if demo:
        if now or contacts or organisations:
            raise typer.BadParameter("the demo has a clock and a directory of its own", param_hint="--demo")
        from shared.local.demo.serving import stack_to_serve, tell  # with all that plays it

        asyncio.run(_run(stack_to_serve(display, console), display, console, tell=tell))
    else:
        stack = Stack(
            Home.default().folder,
            now=now,
            contacts=contacts,
            organisations=organisations,
            report=display.report,
            downloading=display.downloading,
        )
        asyncio.run(_run(stack, display, console, tell=_tell))


async def _run(stack: Stack, display: StartDisplay, console: Console, *, tell: Tell) -> None:
    serving = asyncio.create_task(_serve(stack, display, console, tell=tell))
    asked = 0

    def end() -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            console.print("Stopping; the work at hand is finished first (Ctrl-C again: at once)")
            serving.cancel()
        else:
            stack.hurry()

    on_signals(_ENDINGS, end)
    with contextlib.suppress(asyncio.CancelledError):
        await serving
    console.print("Stopped")


async def _serve(stack: Stack, display: StartDisplay, console: Console, *, tell: Tell) -> None:
    async with contextlib.AsyncExitStack() as running:
        with display:
            await running.enter_async_context(stack)
        await tell(stack, console)
        console.print("Ctrl-C stops it.")
        raise await stack.given_up()


async def _tell(stack: Stack, console: Console) -> None:
    """Where everything is."""
    table = Table(show_header=False, box=None, padding=(0, 2))
    table.add_row("pages", stack.web_url)
    for service in stack.services:
        table.add_row(service, f"{stack.service_url(service)}/docs")
    table.add_row("Kafka", stack.kafka)
    table.add_row("mails", str(stack.home.mail) if stack.keeps_mail else "sent by your mail server")
    table.add_row("logs", str(stack.home.folder / "log"))
    if stack.home.clock.exists():
        table.add_row("clock", f"{SetClock(stack.home.clock).now():%Y-%m-%d %H:%M}")
    table.add_row("token", "flankerend token --role caseworker")
    console.print(table)

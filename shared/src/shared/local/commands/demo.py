"""``flankerend demo``: a school autumn, from the first absence to the sent mail, in about a minute."""

import asyncio
from contextlib import AsyncExitStack

from rich.console import Console

from shared.local.demo import report
from shared.local.demo.data import demo_stack, require_fresh
from shared.local.demo.play import announce, play
from shared.local.start_display import StartDisplay
from shared.local.terminal import Terminal


def demo() -> None:
    """Start the whole system on fresh data, play a school autumn through it, and tell what happened.

    Its data lie in ./var/demo (or FLANKEREND_HOME/demo) and replace those of the demo before. It takes free ports, so
    that it runs beside `flankerend up`; `flankerend up --demo` serves its data. Needs about a minute; the first time
    also what Kafka's download takes.
    """
    console = Terminal()
    asyncio.run(_demo(console))


async def _demo(console: Console) -> None:
    require_fresh()
    announce(console)
    display = StartDisplay(console)
    stack = demo_stack(ports="free", display=display)
    async with AsyncExitStack() as running:
        with display:
            await running.enter_async_context(stack)
        await play(stack, console)
    report.print_next(console, str(stack.home.folder), str(stack.home.mail))

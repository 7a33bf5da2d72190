"""Work that somebody waits for, and that ends with who waits."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

from consultation.planning.term.plan_term import TermNotPlanned
from consultation.plans.application.plan_desk import PlanningStopped
from shared.runtime.http import Problem

T = TypeVar("T")


async def while_waited_for(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """The outcome of planning, which is cancelled when who asked goes away. Raises Problem when it ends without one."""
    working = asyncio.create_task(work, name="planning")
    leaving = asyncio.create_task(_gone(request), name="client-of-a-plan")
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Problem("unavailable", "Nobody waits for this plan any more.")
        return working.result()
    except TermNotPlanned:
        raise Problem("unavailable", "The plan took too long: ask for fewer days or schools.") from None
    except PlanningStopped:
        raise Problem("unavailable", "The service stops: ask again later.") from None
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue

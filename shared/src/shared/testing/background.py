"""An event loop of this process that outlives the loops of its tests, for connections that are kept."""

import asyncio
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


async def in_background(work: Coroutine[Any, Any, T]) -> T:
    """What comes of this work, which is done in the loop of the background."""
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, _loop()))


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="background-of-tests", daemon=True).start()
    return loop

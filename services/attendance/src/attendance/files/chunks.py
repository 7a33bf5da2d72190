"""A file's lines in chunks, read in a thread so that other requests are answered meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import islice
from typing import TypeVar

Line = TypeVar("Line")

LINES = 2500
"""Lines in a chunk: up to twice as many half days in one transaction."""


async def chunks(read: Callable[[], Iterator[Line]], size: int = LINES) -> AsyncIterator[list[Line]]:
    """The lines `read` gives, up to `size` at a time. Raises what reading raises."""
    lines = await asyncio.to_thread(read)
    while chunk := await asyncio.to_thread(lambda: list(islice(lines, size))):
        yield chunk

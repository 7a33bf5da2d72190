"""A request's body in a file of its own, gone with the request."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import BinaryIO, cast

from fastapi import Request

from shared.runtime.http import invalid

PATIENCE_S = 60
_PIECE = 1024 * 1024


@asynccontextmanager
async def uploaded(request: Request) -> AsyncIterator[BinaryIO]:
    """The body as a file that can be read more than once; it is never held in memory.

    Raises Problem (422) if the body is empty, or if nothing of the body arrives for a minute.
    """
    with tempfile.TemporaryFile(prefix="flankerend-import-") as file:
        await _receive(request, cast("BinaryIO", file))
        if file.tell() == 0:
            raise invalid("body", "is empty; the file itself is expected")
        yield cast("BinaryIO", file)


async def _receive(request: Request, file: BinaryIO) -> None:
    piece = bytearray()
    parts = request.stream()
    while (part := await _next(parts)) is not None:
        piece += part
        if len(piece) >= _PIECE:
            await asyncio.to_thread(file.write, bytes(piece))
            piece.clear()
    await asyncio.to_thread(file.write, bytes(piece))


async def _next(parts: AsyncIterator[bytes]) -> bytes | None:
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await anext(parts, None)
    except TimeoutError:
        raise invalid("body", f"is not all there: nothing came for {PATIENCE_S} seconds") from None

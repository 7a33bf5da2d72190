"""Asks a server on this machine whether it is there."""

import asyncio

from shared.local.ports import LOCALHOST

_LIMIT_S = 5.0


async def first_line(port: int, request: bytes = b"") -> bytes:
    """What it answers first; empty when it doesn't."""
    try:
        async with asyncio.timeout(_LIMIT_S):
            reader, writer = await asyncio.open_connection(LOCALHOST, port)
            try:
                writer.write(request)
                return await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return b""


async def listens(port: int) -> bool:
    """Whether it takes a connection."""
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(LOCALHOST, port), _LIMIT_S)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True

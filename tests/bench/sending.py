"""Sends marks at a steady rate, from a process of its own: what waits for answers meanwhile is not held up by it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from time import monotonic

from aiokafka import AIOKafkaProducer

from shared.contracts.school_attendance import TOPIC

from .stream import marks

_A_ROUND_S = 0.1


@asynccontextmanager
async def sending(bootstrap_servers: str, first: int, count: int, pupils: int, a_second: int) -> AsyncIterator[None]:
    """The marks from the ``first`` to the ``count``-th come in, until the last one."""
    numbers = map(str, (first, count, pupils, a_second))
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__, bootstrap_servers, *numbers)
    try:
        yield
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()


async def _send(bootstrap_servers: str, first: int, count: int, pupils: int, a_second: int) -> None:
    stream = marks(count, pupils, first)
    due = monotonic()
    async with AIOKafkaProducer(bootstrap_servers=bootstrap_servers, linger_ms=20) as producer:
        while some := list(islice(stream, max(1, int(a_second * _A_ROUND_S)))):
            for mark in some:
                await producer.send(TOPIC, mark.value, key=mark.key, headers=mark.headers)
            await producer.flush()
            due += _A_ROUND_S
            await asyncio.sleep(max(0.0, due - monotonic()))


if __name__ == "__main__":
    asyncio.run(_send(sys.argv[1], *map(int, sys.argv[2:])))

"""The event loop that services run on: uvloop where it is, which Windows has not."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

T = TypeVar("T")


def run(work: Coroutine[object, object, T]) -> T:
    """Run to the end and return the result: on uvloop, or on Python's own loop on a system without uvloop."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)

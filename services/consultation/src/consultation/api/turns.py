"""Whoever changes what many want at once waits for a turn, not for a connection to the database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from consultation.unit_of_work import ConsultationUnitOfWork, Units

Turns = Callable[[], AbstractAsyncContextManager[ConsultationUnitOfWork]]
"""Begins a transaction once it is its turn."""


def in_turns(units: Units, *, at_once: int) -> Turns:
    """Transactions, `at_once` of them at the same time; others wait in the order in which they came.

    Transactions that lock the same rows wait for each other in the database. Without turns many of them would have all
    connections, and who only reads would have none.
    """
    turns = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def begin() -> AsyncIterator[ConsultationUnitOfWork]:
        async with turns, units() as uow:
            yield uow

    return begin

"""Whoever books waits for a turn, not for a connection to the database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from consultation.meetings.application.take_slot import PlanningContended
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.domain.errors import Conflict

Bookings = Callable[[], AbstractAsyncContextManager[ConsultationUnitOfWork]]
"""Begins a transaction in which a slot may be taken."""


def in_turn(units: Units, *, at_once: int) -> Bookings:
    """Transactions that take slots, `at_once` of them at the same time; others wait in the order in which they came.

    Bookings at the same agendas wait for each other in the database. Without turns many of them would have all
    connections, and who only reads would have none.
    """
    turns = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def begin() -> AsyncIterator[ConsultationUnitOfWork]:
        async with turns:
            try:
                async with units() as uow:
                    yield uow
            except PlanningContended:
                raise Conflict("others took each time that was found: ask again") from None

    return begin

"""Whoever books waits for a turn, and hears when others took each time that was found."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from consultation.api.turns import Turns, in_turns
from consultation.meetings.application.take_slot import PlanningContended
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.domain.errors import Conflict

Bookings = Turns
"""Begins a transaction in which a slot may be taken."""


def in_turn(units: Units, *, at_once: int) -> Bookings:
    """Transactions that take slots, `at_once` of them at the same time; others wait in the order in which they came."""
    turns = in_turns(units, at_once=at_once)

    @asynccontextmanager
    async def begin() -> AsyncIterator[ConsultationUnitOfWork]:
        try:
            async with turns() as uow:
                yield uow
        except PlanningContended:
            raise Conflict("others took each time that was found: ask again") from None

    return begin

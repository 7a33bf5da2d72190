"""What follows from a change of the register. The features above say what; the register knows none of them."""

from collections.abc import Awaitable, Callable, Sequence

from attendance.register.domain.change import Change
from attendance.unit_of_work import AttendanceUnitOfWork

Consequence = Callable[[AttendanceUnitOfWork, Change], Awaitable[None]]
"""Looks at a change, and does what follows from it in the same transaction."""

Consequences = Sequence[Consequence]
"""All of them, in the order in which they are done: `attendance.consequences` has the list."""


async def follow(uow: AttendanceUnitOfWork, change: Change, consequences: Consequences) -> None:
    """Do what follows from this change."""
    for consequence in consequences:
        await consequence(uow, change)

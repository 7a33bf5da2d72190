"""Settle watches: days pass, calendars change, schools are heard, and what is watched is met or broken."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from attendance.unit_of_work import Units
from attendance.watches.application.completeness import Completeness
from attendance.watches.application.judge_watches import judge_watches
from shared.runtime.clock import Clock

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Settling:
    """By what watches are settled.

    `grace` is the number of whole school days in which marks are expected, `keep_days` how long what was ended is kept.
    """

    clock: Clock
    grace: int
    keep_days: int


async def settle_watches(units: Units, *, caught_up: Callable[[], Awaitable[bool]], settling: Settling) -> None:
    """Judge every watch that runs, at most 100 in a transaction.

    Nothing is settled while marks wait to be read: one of them may break what would be met.
    """
    if not await caught_up():
        return
    clock = settling.clock
    async with units() as uow:
        await uow.watches.forget(clock.now() - timedelta(days=settling.keep_days))
        await uow.watches.follow_merges()
        cases = await uow.watches.cases()
    for first in range(0, len(cases), _AT_ONCE):
        async with units() as uow:
            watches = await uow.watches.lock(cases=cases[first : first + _AT_ONCE])
            completeness = Completeness(uow, clock, settling.grace)
            await judge_watches(uow, watches, clock=clock, completeness=completeness)

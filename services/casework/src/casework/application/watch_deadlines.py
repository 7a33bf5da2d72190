"""Days pass: what is due is brought to notice, once."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from casework.application.hold_case import hold_case
from casework.application.ports import CaseworkUnit
from casework.domain.deadlines import Deadline
from casework.domain.timeline import Cause
from shared.runtime.clock import Clock

_AT_ONCE = 100


class WatchDeadlines:
    """Scans the deadlines; each is handled in a transaction of its own."""

    def __init__(self, units: Callable[[], AbstractAsyncContextManager[CaseworkUnit]], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def run(self) -> None:
        """Bring everything that is due to notice."""
        while True:
            async with self._units() as uow:
                due = await uow.deadlines.due(self._clock.now(), _AT_ONCE)
            for deadline in due:
                await self._notice(deadline)
            if len(due) < _AT_ONCE:
                return

    async def _notice(self, deadline: Deadline) -> None:
        async with self._units() as uow:
            case = await hold_case(uow, deadline.case_id)
            now = self._clock.now()
            if await uow.deadlines.claim(deadline, now):
                case.day_passed(deadline.kind, Cause(now, "casework"))
                await uow.save(case)

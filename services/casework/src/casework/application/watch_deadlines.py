"""Days pass: what is due is brought to notice, once."""

from casework.application.locked_case import locked_case
from casework.domain.deadlines import Deadline
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock

_AT_ONCE = 100


async def watch_deadlines(units: CaseworkUnits, *, clock: Clock) -> None:
    """Bring everything that is due to notice, each deadline in a transaction of its own."""
    while True:
        async with units() as uow:
            due = await uow.deadlines.due(clock.now(), _AT_ONCE)
        for deadline in due:
            await _notice(units, deadline, clock)
        if len(due) < _AT_ONCE:
            return


async def _notice(units: CaseworkUnits, deadline: Deadline, clock: Clock) -> None:
    async with units() as uow:
        case = await locked_case(uow, deadline.case_id)
        now = clock.now()
        if await uow.deadlines.claim(deadline, now):
            case.day_passed(deadline.kind, Cause(now, "casework"))
            await uow.save(case)

"""Count the persons whose counts a change of the register may have changed."""

from collections.abc import Callable
from uuid import UUID

from attendance.register.domain.change import Change
from attendance.rules.application.count_persons import count_persons
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock


async def count_after_change(
    uow: AttendanceUnitOfWork, change: Change, *, clock: Clock, new_id: Callable[[], UUID], codes_retained: bool
) -> None:
    """Count them; of a change that concerns nobody's count nothing is read."""
    if change.counted:
        await count_persons(uow, change.counted, clock=clock, new_id=new_id, codes_retained=codes_retained)

"""Look again: something that is no mark changed for pupils, and so may what stands out in their attendance.

Marks are found by the time they came in, when the next look is taken.
"""

from attendance.register.domain.change import Change
from attendance.unit_of_work import AttendanceUnitOfWork


async def look_again(uow: AttendanceUnitOfWork, change: Change) -> None:
    """Have the pupils of this change looked at."""
    if change.pupils:
        await uow.early_signals.look_at(change.pupils)
    if change.calendar is not None:
        await uow.early_signals.look_at_school(change.calendar.school)

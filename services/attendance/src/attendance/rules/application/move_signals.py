"""Move signals: they are about a pupil, and belong to the person that the pupil is by now."""

from attendance.register.domain.change import Change
from attendance.unit_of_work import AttendanceUnitOfWork


async def move_signals(uow: AttendanceUnitOfWork, change: Change) -> None:
    """Give the signals about pupils that moved to the persons they moved to."""
    if change.enrolments is not None and change.enrolments.moved:
        await uow.signals.follow_pupils(change.enrolments.moved)
        await uow.shadow_signals.follow_pupils(change.enrolments.moved)

"""Follow merges: cases belong to the person that their person is by now."""

from attendance.register.domain.change import Change
from attendance.unit_of_work import AttendanceUnitOfWork


async def follow_merges(uow: AttendanceUnitOfWork, change: Change) -> None:
    """Give the cases of persons that this change merged to the persons they go on as."""
    if change.enrolments is not None and change.enrolments.moved:
        await uow.cases_days.follow_merges()

"""Compare the persons of new enrolments with the municipality's lists."""

from collections.abc import Callable
from uuid import UUID

from attendance.register.domain.change import Change
from attendance.residents.application.compare_enrolments import compare_enrolments
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock


async def compare_after_enrolments(
    uow: AttendanceUnitOfWork, change: Change, *, clock: Clock, new_id: Callable[[], UUID]
) -> None:
    """Conclude anew whether an enrolment is known of the persons whose enrolments changed."""
    if change.enrolments is not None and change.enrolments.persons:
        await compare_enrolments(uow, change.enrolments.persons, clock=clock, new_id=new_id)

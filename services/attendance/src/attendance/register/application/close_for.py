"""Keep which half days are closed for each pupil, because its site has no lessons while others of the school have."""

from collections.abc import Mapping

from attendance.register.domain.registration import Registration
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.site_closures import closed_for
from attendance.unit_of_work import AttendanceUnitOfWork


async def close_for(uow: AttendanceUnitOfWork, registrations: Mapping[int, Registration], days: SchoolDays) -> None:
    """Settle this for these registrations by these calendars; their marks have to be judged afterwards."""
    await uow.marks.close(
        {pupil_id: closed_for(registration, days) for pupil_id, registration in registrations.items()}
    )

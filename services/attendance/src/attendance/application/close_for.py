"""Keep which half days are closed for each pupil, because its site has no lessons while others of the school have."""

from collections.abc import Mapping

from attendance.application.ports import AttendanceUnit
from attendance.domain.registration import Registration
from attendance.domain.school_days import SchoolDays
from attendance.domain.site_closures import closed_for


async def close_for(uow: AttendanceUnit, registrations: Mapping[int, Registration], days: SchoolDays) -> None:
    """Settle this for these registrations by these calendars; their marks have to be judged afterwards."""
    await uow.marks.close({pupil_id: closed_for(one, days) for pupil_id, one in registrations.items()})

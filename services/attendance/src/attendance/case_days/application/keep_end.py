"""Keep an end: a case was closed, withdrawn or merged into another."""

from datetime import date
from uuid import UUID

from attendance.unit_of_work import AttendanceUnitOfWork


async def keep_end(
    uow: AttendanceUnitOfWork, case_id: UUID, *, version: int, ended_on: date, merged: bool = False
) -> None:
    """Keep on which day; what is older than what is known changes nothing."""
    await uow.cases_days.end(case_id, version, ended_on, merged=merged)

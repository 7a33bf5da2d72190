"""Keep a transfer: a case goes on at another school."""

from uuid import UUID

from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear


async def keep_transfer(
    uow: AttendanceUnitOfWork, case_id: UUID, *, version: int, school: str, school_year: SchoolYear
) -> None:
    """Keep at which school the case is by now; what is older than what is known changes nothing."""
    await uow.cases_days.transfer(case_id, version, school=school, school_year=school_year)

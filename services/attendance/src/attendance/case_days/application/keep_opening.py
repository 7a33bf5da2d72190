"""Keep an opening: a case was opened, or opened again."""

from attendance.case_days.domain.case_days import CaseDays
from attendance.unit_of_work import AttendanceUnitOfWork


async def keep_opening(uow: AttendanceUnitOfWork, case: CaseDays, version: int) -> None:
    """Keep on which day; the first opening stays where there were more."""
    await uow.cases_days.open(case, version)

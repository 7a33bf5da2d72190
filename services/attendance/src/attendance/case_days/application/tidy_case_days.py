"""Tidy the days of cases: those of school years that are kept no longer go."""

from attendance.unit_of_work import Units
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def tidy_case_days(units: Units, *, clock: Clock, keep_school_years: int) -> None:
    """Keep the running school year and `keep_school_years` (0 or more) before it."""
    async with units() as uow:
        await uow.cases_days.follow_merges()
        await uow.cases_days.forget(SchoolYear(SchoolYear.of(clock.today()).start - keep_school_years))

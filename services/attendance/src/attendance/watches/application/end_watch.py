"""End a watch: casework wants to know no more."""

from uuid import UUID

from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock


async def end_watch(uow: AttendanceUnitOfWork, case_id: UUID, *, version: int, clock: Clock) -> None:
    """Forget what was watched. An end that arrives before its beginning holds too, by the version of the case."""
    ended = await uow.watches.end(case_id, version, clock.now())
    uow.log("attendance.watch_ended", case_id=case_id, sequence=version, outcome="ended" if ended else "outdated")

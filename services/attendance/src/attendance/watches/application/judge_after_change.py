"""Judge the watches of persons whose marks changed: what breaks is told at once, with the mark that broke it."""

from uuid import UUID

from attendance.register.domain.causes import Cause
from attendance.register.domain.change import Change
from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.watches.application.judge_watches import judge_watches
from shared.runtime.clock import Clock


async def judge_after_change(uow: AttendanceUnitOfWork, change: Change, *, clock: Clock) -> None:
    """Tell of watches that a change breaks.

    One small read for a whole batch of marks, and nothing more where nobody in it is watched. The register tells of
    first marks that a rule uses: first justified absences, calendars and days that pass are left to `settle_watches`.
    """
    if change.enrolments is not None and change.enrolments.moved:
        await uow.watches.follow_merges()
    if change.half_days is None and not change.counted:
        return
    watched = await uow.watches.persons()
    if not watched:
        return
    caused: dict[UUID, Cause] = dict.fromkeys(change.counted.keys() & watched)
    if change.half_days is not None:
        for key, mark in change.half_days.written.items():
            if mark.person_id in watched and mark.before is not mark.after:
                caused[mark.person_id] = change.half_days.cause_of(key)
    if caused:
        await judge_watches(uow, await uow.watches.lock(persons=caused.keys()), clock=clock, caused=caused)

"""Somebody will be away: who stands in is noted, and goes again some time after."""

from dataclasses import replace
from datetime import timedelta

from casework.application.give_work import require_worker
from casework.domain.absence import Absence
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.domain.errors import InvalidField, NotFound
from shared.runtime.clock import Clock


async def keep_absence(uow: CaseworkUnitOfWork, absence: Absence, *, by: str, subject: str, clock: Clock) -> Absence:
    """Store the absence in the place of the version it has; the absence as it is stored.

    Raises InvalidField for people who can't be given work and for a last day before the first. Raises Conflict for a
    change at the same moment. ``subject`` is the ``sub`` of the caller's token.
    """
    today = clock.today()
    await require_worker(uow, absence.worker, field="worker", by=by, subject=subject, today=today)
    if absence.last_day < absence.first_day:
        raise InvalidField("until", "is before from")
    if absence.deputy is not None:
        await require_worker(uow, absence.deputy, field="deputy", by=by, subject=subject, today=today)
        names = await uow.workers.same_persons()
        if names.person(absence.deputy) == names.person(absence.worker):
            raise InvalidField("deputy", "is the absent person; expected somebody else, or null")
    return replace(absence, version=await uow.absences.save(absence))


async def end_absence(uow: CaseworkUnitOfWork, absence: Absence, *, clock: Clock) -> None:
    """Somebody is back today: the absence ends yesterday, and goes if no day of it has passed.

    Raises NotFound for an absence that is over, Conflict for a change at the same moment.
    """
    today = clock.today()
    if absence.last_day < today:
        raise NotFound("absence")
    ended = absence.ended(today)
    if ended is None:
        await uow.absences.remove(absence)
    else:
        await uow.absences.save(ended)


async def purge_absences(units: CaseworkUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the absences that ended longer ago than they are kept."""
    async with units() as uow:
        await uow.absences.purge(clock.today() - kept_for)

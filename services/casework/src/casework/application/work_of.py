"""Whose work is a caller's today: the own, and that of absent people the caller stands in for."""

from collections.abc import Collection
from dataclasses import dataclass

from casework.domain.absence import Absences
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Workload:
    """Names of assignees: ``own`` are the caller's, ``as_deputy`` those of absent people."""

    own: frozenset[str]
    as_deputy: frozenset[str] = frozenset()

    @property
    def every(self) -> frozenset[str]:
        """All names under which work is the caller's today."""
        return self.own | self.as_deputy


async def work_of(uow: CaseworkUnitOfWork, own: Collection[str], *, clock: Clock) -> Workload:
    """Whose work is that of the person with these names today."""
    names = frozenset(own)
    absences = await uow.absences.on(clock.today())
    if not absences:
        return Workload(names)
    of_day = Absences(absences, await uow.workers.same_persons())
    return Workload(names, frozenset().union(*(of_day.stood_in_for_by(name) for name in names)) - names)

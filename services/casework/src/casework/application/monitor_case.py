"""A caseworker lets a case be followed from a distance."""

from collections.abc import Sequence

from casework.domain.case import Case
from casework.domain.timeline import Cause
from casework.domain.watch import Criterion
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def monitor_case(
    uow: CaseworkUnitOfWork, case: Case, criteria: Sequence[Criterion], *, by: str, clock: Clock
) -> None:
    """Ask attendance to watch the pupil of a locked case.

    Raises IllegalTransition for a case that is not worked on, InvalidField for criteria that nobody can judge.
    """
    case.monitor(criteria, Cause(clock.now(), by))
    await uow.save(case)

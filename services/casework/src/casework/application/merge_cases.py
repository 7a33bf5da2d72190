"""Two cases that turn out to be one are merged by a caseworker."""

from casework.application.move_along import move_along
from casework.domain.case import Case
from casework.domain.merging import WHY, MergePreview, hindrances, merge_by_hand
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import Conflict
from shared.runtime.clock import Clock


async def preview_merger(uow: CaseworkUnitOfWork, case: Case, into: Case) -> MergePreview:
    """What merging a case into another would move, and what stands in its way. Nothing changes."""
    alike = await uow.duplicates.alike(case, into)
    return MergePreview(into.case_id, alike, hindrances(case, into, alike), await uow.what_moves.of(case.case_id))


async def merge_cases(uow: CaseworkUnitOfWork, case: Case, into: Case, *, reason: str, by: str, clock: Clock) -> None:
    """Merge a locked case into another locked case, with everything that hangs on it. Nobody is mailed.

    Raises Conflict, which names all that stands in the way.
    """
    alike = await uow.duplicates.alike(case, into)
    if in_the_way := hindrances(case, into, alike):
        why = "; ".join(WHY[hindrance] for hindrance in in_the_way)
        raise Conflict(f"the cases can't be merged: {why}", hindrances=in_the_way)
    merge_by_hand(case, into, reason=reason, cause=Cause(clock.now(), by))
    await uow.save(case)
    await uow.save(into)
    await move_along(uow, case, into)

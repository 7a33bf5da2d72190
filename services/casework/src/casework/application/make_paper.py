"""A paper was made of a case: the timeline tells of it, and a letter with an address is kept for its term."""

from datetime import timedelta
from uuid import UUID

from casework.application.locked_case import locked_case
from casework.domain.paper import Letter, Paper
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def record_paper(
    uow: CaseworkUnitOfWork, case_id: UUID, paper: Paper, *, by: str, clock: Clock, kept_days: int
) -> None:
    """Note in the timeline that the paper was made. A paper that is kept is kept for ``kept_days``."""
    case = await locked_case(uow, case_id)
    await uow.timeline.append(case.case_id, [paper.entry(Cause(clock.now(), by))])
    if paper.kind.kept:
        keep_until = clock.today() + timedelta(days=kept_days)
        kept = Letter(paper.paper_id, paper.kind.name, paper.version, paper.content, keep_until)
        await uow.letters.add(case.case_id, kept)


async def purge_letters(units: CaseworkUnits, *, clock: Clock) -> None:
    """Remove the letters whose term is over, with the addresses in them."""
    async with units() as uow:
        purged = await uow.letters.purge(clock.today())
    if purged:
        get_logger().info("paper.letters_purged", purged=purged)

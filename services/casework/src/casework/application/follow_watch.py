"""Attendance answers what a case asked it to watch."""

from uuid import UUID

from casework.application.locked_case import locked_case
from casework.domain.timeline import Cause
from casework.domain.watch import WatchAnswer
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import NotFound


async def follow_watch(uow: CaseworkUnitOfWork, case_id: UUID, answer: WatchAnswer, *, cause: Cause) -> None:
    """Let the case hear it. What is said of a case that is not there, or of an older watch, changes nothing."""
    try:
        case = await locked_case(uow, case_id)
    except NotFound:
        return
    if case.hear(answer, cause):
        await uow.save(case)

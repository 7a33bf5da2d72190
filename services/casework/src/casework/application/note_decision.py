"""A meeting decided something about a case: whoever has the case reads in the timeline what it asks for."""

from uuid import UUID

from casework.domain.timeline import Entry
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import NotFound


async def note_decision(uow: CaseworkUnitOfWork, case_id: UUID, entry: Entry) -> None:
    """Note it in the timeline, of a merged case in that of the case that goes on; of an unknown case nowhere."""
    try:
        case = await uow.cases.get(case_id)
    except NotFound:
        return
    await uow.timeline.append(case.merged_into or case.case_id, [entry])

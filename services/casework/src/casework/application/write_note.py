"""A note is written on a case, whether it has ended or not. Notes never leave the service."""

from casework.domain.case import Case
from casework.domain.merging import require_not_merged
from casework.domain.note import Note
from casework.domain.visibility import Visibility
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def write_note(
    uow: CaseworkUnitOfWork, case: Case, text: str, *, visibility: Visibility, by: str, clock: Clock
) -> Note:
    """Write a note on the locked case for whoever may read it. Raises Conflict for a case that was merged."""
    require_not_merged(case)
    note = Note(new_id(), clock.now(), by, text, visibility)
    await uow.notes.add(case.case_id, note)
    return note

"""The author of a note changes what it says, or who reads it. What it said before is kept."""

from casework.domain.note import Note
from casework.domain.visibility import Visibility
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def change_note(uow: CaseworkUnitOfWork, note: Note, text: str, *, visibility: Visibility, clock: Clock) -> Note:
    """The note of a locked case as it is from now on. A note that stays as it is gets no new version."""
    if (note.text, note.visibility) == (text, visibility):
        return note
    now = note.changed(text, visibility, clock.now())
    await uow.notes.replace(note, now)
    return now

"""Notes of a case: every reader sees that they exist, and reads those that are for the reader."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from casework.api.answers import CaseAnswer
from casework.api.case_change import Change, Changing, changing_part
from casework.api.note_bodies import NoteAnswer, NoteBody, NoteRevisionAnswer, note_answer
from casework.api.readers import Reader
from casework.api.reading import Reading
from casework.api.rights import Deed
from casework.application.change_note import change_note
from casework.application.write_note import write_note
from casework.domain.note import Note
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.problems import Problem

_Expected = Annotated[IfMatch, if_match(required=True)]


def notes_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """POST, GET and PUT of notes."""
    router = APIRouter(tags=["case files"])

    @router.post("/cases/{case_id}/notes")
    async def add_note(change: Change, body: NoteBody) -> CaseAnswer:
        """Add a note."""
        async with change.of(units, Deed.FILE) as (uow, case):
            await write_note(uow, case, body.text, visibility=body.visibility, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.get("/cases/{case_id}/notes")
    async def list_notes(principal: Reading, case_id: UUID, page: Paged) -> Listing[NoteAnswer]:
        """The notes, oldest first. A note that is not for the caller has no `text`."""
        after = page.after(UUID)
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case = reader.may_know_of(await uow.cases.get(case_id))
            notes, following = page.cut(
                await uow.notes.page(case_id, after[0] if after else None, page.limit + 1),
                lambda note: (note.note_id,),
            )
        return listing([note_answer(reader.seen_note(note, case)) for note in notes], following)

    @router.put("/cases/{case_id}/notes/{note_id}")
    async def put_note(
        principal: Changing, expected: _Expected, case_id: UUID, note_id: UUID, body: NoteBody, response: Response
    ) -> NoteAnswer:
        """Change a note of the caller's own. `If-Match` is the version of the note; what it said before is kept."""
        async with changing_part(units, principal, case_id, deed=Deed.FILE) as (uow, case, reader):
            note = own_note(reader, await uow.notes.get(case.case_id, note_id))
            expected(note.version)
            note = await change_note(uow, note, body.text, visibility=body.visibility, clock=clock)
            answer = note_answer(reader.seen_note(note, case))
        set_etag(response, note.version)
        return answer

    @router.get("/cases/{case_id}/notes/{note_id}/revisions")
    async def list_revisions(
        principal: Reading, case_id: UUID, note_id: UUID, page: Paged
    ) -> Listing[NoteRevisionAnswer]:
        """What a note said in each of its versions, the oldest first; the last is what it says now."""
        after = page.after(int)
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            note = await readable_note(reader, uow, case_id, note_id=note_id)
            revisions, following = page.cut(
                await uow.notes.revisions(note, after[0] if after else 0, page.limit + 1),
                lambda revision: (revision.version,),
            )
        return listing([NoteRevisionAnswer.model_validate(revision) for revision in revisions], following)

    return router


def own_note(reader: Reader, note: Note) -> Note:
    """The note; raises Problem (403) for who did not write it."""
    if note.by not in reader.names:
        raise Problem("forbidden")
    return note


async def readable_note(reader: Reader, uow: CaseworkUnitOfWork, case_id: UUID, *, note_id: UUID) -> Note:
    """The note of a case. Raises NotFound, and Problem (403) for a note that is not for the reader."""
    case = reader.may_know_of(await uow.cases.get(case_id))
    note = await uow.notes.get(case.case_id, note_id)
    if not reader.seen_note(note, case).readable:
        raise Problem("forbidden")
    return note

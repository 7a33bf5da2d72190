"""Notes, tasks and contacts of a case, for caseworkers and coordinators alone."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from fastapi import APIRouter

from casework.api.acting import Acting, Change
from casework.api.schemas import CaseBody, ContactBody, NewContact, NewNote, NewTask, NoteBody, TaskBody
from casework.api.units import Units
from casework.application.keep_file import KeepFile
from shared.runtime.http.paging import Listing, Page, Paged, listing


def case_file_routes(units: Units, keep: KeepFile) -> APIRouter:
    """GET and POST of what caseworkers add to a case."""
    router = APIRouter(tags=["case files"])

    @router.post("/cases/{case_id}/notes")
    async def add_note(change: Change, body: NewNote) -> CaseBody:
        """Add a note."""
        return await change(units, lambda uow, case, by: keep.add_note(uow, case, by, body.text))

    @router.get("/cases/{case_id}/notes")
    async def list_notes(principal: Acting, case_id: UUID, page: Paged) -> Listing[NoteBody]:
        """The notes, oldest first."""
        async with units() as uow:
            await uow.cases.get(case_id)
            notes, following = page.cut(
                await uow.files.notes(case_id, _after(page), page.limit + 1), lambda note: (note.note_id,)
            )
        return listing([NoteBody(**asdict(note)) for note in notes], following)

    @router.post("/cases/{case_id}/tasks")
    async def add_task(change: Change, body: NewTask) -> CaseBody:
        """Add something to do."""
        said: dict[str, Any] = {"text": body.text, "owner": body.owner, "due": body.due}
        own = change.principal.subject
        return await change(units, lambda uow, case, by: keep.add_task(uow, case, by, **said, subject=own))

    @router.get("/cases/{case_id}/tasks")
    async def list_tasks(principal: Acting, case_id: UUID, page: Paged) -> Listing[TaskBody]:
        """The tasks, oldest first."""
        async with units() as uow:
            await uow.cases.get(case_id)
            tasks, following = page.cut(
                await uow.files.tasks(case_id, _after(page), page.limit + 1), lambda task: (task.task_id,)
            )
        return listing([TaskBody(**asdict(task)) for task in tasks], following)

    @router.post("/cases/{case_id}/tasks/{task_id}/done")
    async def finish_task(change: Change, task_id: UUID) -> CaseBody:
        """A task is done."""
        return await change(units, lambda uow, case, by: keep.finish_task(uow, case, task_id))

    @router.post("/cases/{case_id}/contacts")
    async def add_contact(change: Change, body: NewContact) -> CaseBody:
        """Add a contact there was about the case."""
        said: dict[str, Any] = {"on": body.on, "party": body.party, "means": body.means, "text": body.text}
        return await change(units, lambda uow, case, by: keep.add_contact(uow, case, by, **said))

    @router.get("/cases/{case_id}/contacts")
    async def list_contacts(principal: Acting, case_id: UUID, page: Paged) -> Listing[ContactBody]:
        """The contacts, in the order they were added."""
        async with units() as uow:
            await uow.cases.get(case_id)
            contacts, following = page.cut(
                await uow.files.contacts(case_id, _after(page), page.limit + 1), lambda item: (item.case_contact_id,)
            )
        return listing([ContactBody(**asdict(contact)) for contact in contacts], following)

    return router


def _after(page: Page) -> UUID | None:
    key = page.after(UUID)
    return key[0] if key else None

"""Notes, tasks and contacts of a case, for caseworkers and coordinators alone."""

from dataclasses import asdict
from uuid import UUID

from fastapi import APIRouter

from casework.api.answers import CaseAnswer, CaseContactAnswer, NoteAnswer, TaskAnswer
from casework.api.bodies import ContactBody, NoteBody, TaskBody
from casework.api.case_change import Acting, Change
from casework.application import keep_file
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Listing, Page, Paged, listing


def case_files_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET and POST of what caseworkers add to a case."""
    router = APIRouter(tags=["case files"])

    @router.post("/cases/{case_id}/notes")
    async def add_note(change: Change, body: NoteBody) -> CaseAnswer:
        """Add a note."""
        async with change.of(units) as (uow, case):
            await keep_file.add_note(uow, case.case_id, body.text, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.get("/cases/{case_id}/notes")
    async def list_notes(principal: Acting, case_id: UUID, page: Paged) -> Listing[NoteAnswer]:
        """The notes, oldest first."""
        async with units() as uow:
            await uow.cases.get(case_id)
            notes, following = page.cut(
                await uow.files.notes(case_id, _after(page), page.limit + 1), lambda note: (note.note_id,)
            )
        return listing([NoteAnswer(**asdict(note)) for note in notes], following)

    @router.post("/cases/{case_id}/tasks")
    async def add_task(change: Change, body: TaskBody) -> CaseAnswer:
        """Add something to do."""
        async with change.of(units) as (uow, case):
            await keep_file.add_task(
                uow,
                case.case_id,
                body.text,
                owner=body.owner,
                due=body.due,
                by=change.by,
                subject=change.principal.subject,
                clock=clock,
            )
            return await change.answer(uow, case)

    @router.get("/cases/{case_id}/tasks")
    async def list_tasks(principal: Acting, case_id: UUID, page: Paged) -> Listing[TaskAnswer]:
        """The tasks, oldest first."""
        async with units() as uow:
            await uow.cases.get(case_id)
            tasks, following = page.cut(
                await uow.files.tasks(case_id, _after(page), page.limit + 1), lambda task: (task.task_id,)
            )
        return listing([TaskAnswer(**asdict(task)) for task in tasks], following)

    @router.post("/cases/{case_id}/tasks/{task_id}/done")
    async def finish_task(change: Change, task_id: UUID) -> CaseAnswer:
        """A task is done."""
        async with change.of(units) as (uow, case):
            await keep_file.finish_task(uow, case.case_id, task_id, clock=clock)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/contacts")
    async def add_contact(change: Change, body: ContactBody) -> CaseAnswer:
        """Add a contact there was about the case."""
        async with change.of(units) as (uow, case):
            await keep_file.add_contact(
                uow,
                case.case_id,
                body.text,
                on=body.on,
                party=body.party,
                means=body.means,
                by=change.by,
                clock=clock,
            )
            return await change.answer(uow, case)

    @router.get("/cases/{case_id}/contacts")
    async def list_contacts(principal: Acting, case_id: UUID, page: Paged) -> Listing[CaseContactAnswer]:
        """The contacts, in the order they were added."""
        async with units() as uow:
            await uow.cases.get(case_id)
            contacts, following = page.cut(
                await uow.files.contacts(case_id, _after(page), page.limit + 1), lambda item: (item.case_contact_id,)
            )
        return listing([CaseContactAnswer(**asdict(contact)) for contact in contacts], following)

    return router


def _after(page: Page) -> UUID | None:
    key = page.after(UUID)
    return key[0] if key else None

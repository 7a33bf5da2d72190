"""Tasks and contacts of a case, for whoever acts on it."""

from dataclasses import asdict
from uuid import UUID

from fastapi import APIRouter

from casework.api.answers import CaseAnswer, CaseContactAnswer
from casework.api.bodies import ContactBody, TaskBody
from casework.api.case_change import Change, Changing
from casework.api.readers import Reader
from casework.api.rights import Deed
from casework.api.task_answers import TaskAnswer, task_answer
from casework.application import keep_file
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.words.nl import Dutch
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Listing, Page, Paged, listing
from shared.runtime.http.principal import Principal


def case_files_router(units: CaseworkUnits, *, clock: Clock, dutch: Dutch) -> APIRouter:
    """GET and POST of what caseworkers add to a case."""
    router = APIRouter(tags=["case files"])

    @router.post("/cases/{case_id}/tasks")
    async def add_task(change: Change, body: TaskBody) -> CaseAnswer:
        """Add something to do."""
        async with change.of(units, Deed.FILE) as (uow, case):
            await keep_file.add_task(
                uow,
                case,
                body.text,
                owner=body.owner,
                due=body.due,
                by=change.by,
                subject=change.principal.subject,
                clock=clock,
            )
            return await change.answer(uow, case)

    @router.get("/cases/{case_id}/tasks")
    async def list_tasks(principal: Changing, case_id: UUID, page: Paged) -> Listing[TaskAnswer]:
        """The tasks, oldest first."""
        async with units() as uow:
            await _readable(uow, principal, case_id)
            tasks, following = page.cut(
                await uow.files.tasks(case_id, _after(page), page.limit + 1), lambda task: (task.task_id,)
            )
        return listing([task_answer(task, dutch) for task in tasks], following)

    @router.post("/cases/{case_id}/tasks/{task_id}/done")
    async def finish_task(change: Change, task_id: UUID) -> CaseAnswer:
        """A task is done."""
        async with change.of(units, Deed.FILE) as (uow, case):
            await keep_file.finish_task(uow, case.case_id, task_id, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/contacts")
    async def add_contact(change: Change, body: ContactBody) -> CaseAnswer:
        """Add a contact there was about the case."""
        async with change.of(units, Deed.FILE) as (uow, case):
            await keep_file.add_contact(
                uow,
                case,
                body.text,
                on=body.on,
                party=body.party,
                means=body.means,
                reached=body.reached,
                by=change.by,
                clock=clock,
            )
            return await change.answer(uow, case)

    @router.get("/cases/{case_id}/contacts")
    async def list_contacts(principal: Changing, case_id: UUID, page: Paged) -> Listing[CaseContactAnswer]:
        """The contacts, in the order they were added."""
        async with units() as uow:
            await _readable(uow, principal, case_id)
            contacts, following = page.cut(
                await uow.files.contacts(case_id, _after(page), page.limit + 1), lambda item: (item.case_contact_id,)
            )
        return listing([CaseContactAnswer(**asdict(contact)) for contact in contacts], following)

    return router


def _after(page: Page) -> UUID | None:
    key = page.after(UUID)
    return key[0] if key else None


async def _readable(uow: CaseworkUnitOfWork, principal: Principal, case_id: UUID) -> None:
    """Raises NotFound; 403 for whoever sees the case and does not act on it."""
    reader = await Reader.of(principal, uow, uow.clock.today())
    reader.require(Deed.FILE, await uow.cases.get(case_id))

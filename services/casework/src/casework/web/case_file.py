"""`/dossiers/{reference}/taken`, `/contacten` and `/contact`: what caseworkers and coaches add to a case."""

from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.bodies import Body, ContactBody, TaskBody
from casework.api.case_change import Changing
from casework.api.readers import Reader, actor, shown_to
from casework.api.rights import ACTORS, Deed
from casework.application import keep_file
from casework.application.locked_case import locked_case
from casework.domain.case import Case
from casework.domain.case_file import CaseContact, Task
from casework.domain.vocabulary import ContactParty
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.bodies import ContactForm
from casework.web.case_page import of_case
from casework.web.finding import Cursor, case_of, page_at
from casework.web.people import People
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

B = TypeVar("B", bound=Body, contravariant=True)


class Add(Protocol[B]):
    """Adds what a form says to the file of a case."""

    async def __call__(
        self, uow: CaseworkUnitOfWork, case: Case, body: B, *, principal: Principal, clock: Clock
    ) -> None: ...


def case_file_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The tasks and contacts of a case, each with its form."""
    router = APIRouter(include_in_schema=False)
    file = _FilePages(units, pages, clock)

    @router.get("/dossiers/{reference}/taken")
    @as_page
    async def tasks(request: Request, principal: Changing, reference: str, cursor: Cursor = None) -> Response:
        """The tasks, the newest in front, and the form for another."""
        return await file.page(request, principal, reference, template="tasks", cursor=cursor)

    @router.post("/dossiers/{reference}/taken")
    @as_page
    async def add_task(request: Request, principal: Changing, reference: str) -> Response:
        """Add something to do."""
        return await file.add(
            request, principal, reference, template="tasks", body=TaskBody, add=_add_task, done="task"
        )

    @router.post("/dossiers/{reference}/taken/{task_id}/klaar")
    @as_page
    async def finish_task(principal: Changing, reference: str, task_id: UUID) -> Response:
        """A task is done; a task that was done before stays as it is."""
        async with units() as uow:
            case = await locked_for_file(principal, uow, reference, today=clock.today())
            await keep_file.finish_task(uow, case.case_id, task_id, by=actor(principal), clock=clock)
        return RedirectResponse(f"/dossiers/{reference.upper()}?gedaan=task-done", 303)

    @router.get("/dossiers/{reference}/contacten")
    @as_page
    async def contacts(request: Request, principal: Changing, reference: str, cursor: Cursor = None) -> Response:
        """The contacts there were, what was added last in front, and the form for another."""
        return await file.page(request, principal, reference, template="contacts", cursor=cursor)

    @router.post("/dossiers/{reference}/contacten")
    @as_page
    async def add_contact(request: Request, principal: Changing, reference: str) -> Response:
        """Add a contact there was about the case."""
        return await file.add(
            request, principal, reference, template="contacts", body=ContactForm, add=_add_contact, done="contact"
        )

    @router.get("/dossiers/{reference}/contact")
    @as_page
    async def quick_contact(request: Request, principal: Changing, reference: str) -> Response:
        """A contact with the youngster today, as it is noted on a phone: how, what was said, whether it was reached."""
        begun = Form({"party": ContactParty.PUPIL.value})
        return await file.page(request, principal, reference, template="quick_contact", form=begun)

    @router.post("/dossiers/{reference}/contact")
    @as_page
    async def add_quick_contact(request: Request, principal: Changing, reference: str) -> Response:
        """Add it, and lead back to the list that whoever noted it works from."""
        back = "/" if principal.is_any(*ACTORS) else "/traject"
        return await file.add(
            request,
            principal,
            reference,
            template="quick_contact",
            body=ContactForm,
            add=_add_contact,
            done="contact",
            back=back,
        )

    return router


class _FilePages:
    """What the pages of tasks and contacts have in common."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    async def page(
        self,
        request: Request,
        principal: Principal,
        reference: str,
        *,
        template: str,
        cursor: str | None = None,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """One page of the list with its form."""
        async with self._units() as uow:
            reader = await Reader.of(principal, uow, self._clock.today())
            case = await case_of(reader, uow, reference, today=self._clock.today())
            reader.require(Deed.FILE, case)
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            items, following = await _items(uow, case.case_id, template, page=page_at(cursor))
            ids: set[str | None] = {item.by for item in items}
            ids |= {item.owner for item in items if isinstance(item, Task)}
            people = await People.all(principal, uow, ids)
        return self._pages.page(
            request.scope,
            template,
            status=status,
            **of_case(case, shown),
            items=items,
            following=following,
            people=people,
            today=self._clock.today(),
            form=form or Form(),
        )

    async def add(
        self,
        request: Request,
        principal: Principal,
        reference: str,
        *,
        template: str,
        body: type[B],
        add: Add[B],
        done: str,
        back: str | None = None,
    ) -> Response:
        """Add what the form says, and lead back to the case, or to `back`; or answer the form with what was typed.

        The same form sent again leads there too and adds nothing.
        """
        sent = await submitted(request, body)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    case = await locked_for_file(principal, uow, reference, today=self._clock.today())
                    path = f"/dossiers/{case.reference}/{template}"
                    if await uow.sent_forms.is_new(form, subject=principal.subject, path=path):
                        await add(uow, case, sent.body, principal=principal, clock=self._clock)
                return RedirectResponse(f"{back or f'/dossiers/{case.reference}'}?gedaan={done}", 303)
            except NotFound:
                raise
            except DomainError as error:
                form, status = self._pages.refused(form, error)
        return await self.page(request, principal, reference, template=template, form=form, status=status)


async def locked_for_file(
    principal: Principal, uow: CaseworkUnitOfWork, reference: str, *, today: date, deed: Deed = Deed.FILE
) -> Case:
    """The case of a reference, locked, to do this with it. Raises NotFound; 403 for whoever may not do it."""
    reader = await Reader.of(principal, uow, today)
    case = await case_of(reader, uow, reference, today=today)
    reader.require(deed, case)
    return reader.require(deed, await locked_case(uow, case.case_id))


async def _add_task(uow: CaseworkUnitOfWork, case: Case, body: TaskBody, *, principal: Principal, clock: Clock) -> None:
    await keep_file.add_task(
        uow,
        case,
        body.text,
        owner=body.owner,
        due=body.due,
        by=actor(principal),
        subject=principal.subject,
        clock=clock,
    )


async def _add_contact(
    uow: CaseworkUnitOfWork, case: Case, body: ContactBody, *, principal: Principal, clock: Clock
) -> None:
    await keep_file.add_contact(
        uow,
        case,
        body.text,
        on=body.on,
        party=body.party,
        means=body.means,
        reached=body.reached,
        by=actor(principal),
        clock=clock,
    )


async def _items(
    uow: CaseworkUnitOfWork, case_id: UUID, template: str, *, page: Page
) -> tuple[list[Task] | list[CaseContact], str | None]:
    """A page of the list that a template shows, and where the next page begins."""
    after = page.after(UUID)
    place, limit = after[0] if after else None, page.limit + 1
    match template:
        case "tasks":
            return page.cut(
                await uow.files.tasks(case_id, place, limit, newest_first=True), lambda task: (task.task_id,)
            )
        case _:
            return page.cut(
                await uow.files.contacts(case_id, place, limit, newest_first=True),
                lambda contact: (contact.case_contact_id,),
            )

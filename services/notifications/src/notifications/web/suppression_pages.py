"""`/berichten/geen-berichten`: the contacts to whose address nothing goes."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from notifications.api.suppressions import Coordinator, SuppressionBody
from notifications.application.lift_suppression import lift_suppression
from notifications.application.suppress import suppress
from notifications.unit_of_work import NotificationsUnits
from notifications.web.words import NO_SUCH_CONTACT, SUPPRESSED_DONE, SUPPRESSION_REASONS
from shared.contracts.fields import ContactId
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page, Paged
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages
from shared.web.words import ROLES

_PLACE = "/berichten/geen-berichten"
_RECEIVERS = frozenset(Role) - {Role.SCHOOL, Role.PARTNER, Role.OPERATOR}


def suppression_pages_router(units: NotificationsUnits, pages: Pages, *, clock: Clock) -> APIRouter:
    """The list, with a form to add a contact and a button to let notices go there again."""
    router = APIRouter(include_in_schema=False)

    async def list_page(request: Request, page: Page, *, form: Form, done: str = "", status: int = 200) -> Response:
        after = page.after(int)
        async with units() as uow:
            rows = await uow.suppressions.page(after[0] if after else None, page.limit + 1)
            contacts = await uow.directory.named((), _RECEIVERS, clock.today())
        shown, following = page.cut(rows, lambda row: (row.position,))
        return pages.page(
            request.scope,
            "suppressions",
            status=status,
            rows=shown,
            following=f"{_PLACE}?cursor={following}" if following else None,
            contacts=[(item.contact_id, f"{item.name}, {ROLES[item.role]}") for item in contacts],
            reasons=SUPPRESSION_REASONS,
            form=form,
            done=SUPPRESSED_DONE.get(done),
            place=_PLACE,
        )

    @router.get(_PLACE)
    @as_page
    async def suppressions(request: Request, _: Coordinator, page: Paged, gedaan: str = "") -> Response:
        """Newest first."""
        return await list_page(request, page, form=Form(), done=gedaan)

    @router.post(_PLACE)
    @as_page
    async def post_suppression(request: Request, _: Coordinator) -> Response:
        """Let nothing go to a contact; or answer the form again with what was chosen."""
        sent = await submitted(request, SuppressionBody)
        form = sent.form
        if sent.body is not None:
            try:
                async with units() as uow:
                    await suppress(uow, sent.body.contact_id, sent.body.reason, clock=clock)
                return RedirectResponse(f"{_PLACE}?gedaan=toegevoegd", 303)
            except NotFound:
                form = form.wrong(contact_id=NO_SUCH_CONTACT)
        return await list_page(request, Page(), form=form, status=422)

    @router.post(f"{_PLACE}/{{contact_id}}/einde")
    @as_page
    async def end_suppression(_: Coordinator, contact_id: Annotated[ContactId, Path()]) -> Response:
        """Let notices go there again; who is no longer on the list stays off it."""
        try:
            async with units() as uow:
                await lift_suppression(uow, contact_id)
        except NotFound:
            return RedirectResponse(_PLACE, 303)
        return RedirectResponse(f"{_PLACE}?gedaan=weg", 303)

    return router

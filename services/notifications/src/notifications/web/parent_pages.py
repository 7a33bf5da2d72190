"""`/berichten/ouders/{case_id}`: a mail to the parents of the pupil of a case."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from notifications.api.parents import ParentMailBody, sender_of
from notifications.api.rights import Sender
from notifications.application.tell_parents import ParentsDesk, tell_parents
from notifications.domain.parents import ParentMailStatus
from notifications.unit_of_work import NotificationsUnitOfWork
from notifications.web.words import PARENT_MAILS, WRONG_ADDRESS
from shared.domain.errors import Conflict
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages
from shared.web.sent_forms import SentForms

_PLACE = "/berichten/ouders"
_MOST = 20


class ParentMailForm(ParentMailBody):
    """The address, and the key of the form."""

    once: str = ""


def parent_pages_router(desk: ParentsDesk, pages: Pages) -> APIRouter:
    """The page: what the mail says, a field for the address, and what was sent before."""
    router = APIRouter(include_in_schema=False)

    async def form_page(
        request: Request, case_id: UUID, *, form: Form, done: ParentMailStatus | None = None, status: int = 200
    ) -> Response:
        """Raises NotFound for a case that is not there."""
        async with desk.units() as uow:
            mails = await uow.parent_mails.of_case(case_id, after=None, limit=_MOST)
            try:
                case = await desk.read(uow, case_id, today=desk.clocks.clock.today())
            except Conflict:
                case = None
            about = (await uow.cases.find([case_id])).get(case_id)
            senders = await uow.directory.named({mail.by for mail in mails}, (), desk.clocks.clock.today())
        return pages.page(
            request.scope,
            "parents",
            status=status,
            text=desk.said(case) if case else None,
            reference=about.reference if about else None,
            mails=mails,
            names={item.contact_id: item.name for item in senders},
            words=PARENT_MAILS,
            form=form,
            done=PARENT_MAILS[done] if done else None,
            place=f"{_PLACE}/{case_id}",
        )

    @router.get(f"{_PLACE}/{{case_id}}")
    @as_page
    async def parents(request: Request, _: Sender, case_id: UUID, gedaan: ParentMailStatus | None = None) -> Response:
        """What the parents would read, and what they were sent."""
        return await form_page(request, case_id, form=Form(), done=gedaan)

    @router.post(f"{_PLACE}/{{case_id}}")
    @as_page
    async def post_mail(request: Request, principal: Sender, case_id: UUID) -> Response:
        """Send it, once; or answer the form again with what was typed."""
        sent = await submitted(request, ParentMailForm)
        if sent.body is None:
            form = sent.form.wrong(address=WRONG_ADDRESS) if sent.form.value("address").strip() else sent.form
            return await form_page(request, case_id, form=form, status=422)
        place = f"{_PLACE}/{case_id}"
        is_new = partial(_is_new, form=sent.form, subject=principal.subject, place=place)
        try:
            mail = await tell_parents(desk, case_id, sent.body.address, by=sender_of(principal), is_new=is_new)
        except Conflict as error:
            return await form_page(request, case_id, form=sent.form.refused(error), status=409)
        return RedirectResponse(f"{place}?gedaan={mail.status}" if mail else place, 303)

    return router


async def _is_new(uow: NotificationsUnitOfWork, *, form: Form, subject: str, place: str) -> bool:
    return await SentForms(uow.connection).is_new(form, subject=subject, path=place)

"""`/dossiers/{reference}/gasten`: parents, pupil and others who have to do with a case."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Changing
from casework.api.guests import GuestBody
from casework.api.readers import Reader, actor, shown_to
from casework.api.rights import Deed
from casework.application.keep_guests import add_guest, change_guest
from casework.application.locked_case import locked_case
from casework.domain.case import Case
from casework.domain.guest import Guest
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.beside_case import beside
from casework.web.case_page import of_case
from casework.web.finding import case_of
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted


def guest_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The guests of a case, each with a form to change and to remove."""
    router = APIRouter(include_in_schema=False)
    guests = _GuestPages(units, pages, clock)

    @router.get("/dossiers/{reference}/gasten")
    @as_page
    async def guest_list(request: Request, principal: Changing, reference: str) -> Response:
        """The guests, and the form for another."""
        return await guests.page(request, principal, reference, form=Form())

    @router.post("/dossiers/{reference}/gasten")
    @as_page
    async def post_guest(request: Request, principal: Changing, reference: str) -> Response:
        """Add a guest."""
        return await guests.added(request, principal, reference)

    @router.get("/dossiers/{reference}/gasten/{guest_id}")
    @as_page
    async def guest_form(request: Request, principal: Changing, reference: str, guest_id: UUID) -> Response:
        """The form of a guest."""
        return await guests.page(request, principal, reference, form=Form(), guest_id=guest_id)

    @router.post("/dossiers/{reference}/gasten/{guest_id}")
    @as_page
    async def put_guest(request: Request, principal: Changing, reference: str, guest_id: UUID) -> Response:
        """Say what holds of a guest now."""
        return await guests.changed(request, principal, reference, guest_id=guest_id)

    @router.post("/dossiers/{reference}/gasten/{guest_id}/weg")
    @as_page
    async def remove_guest(principal: Changing, reference: str, guest_id: UUID) -> Response:
        """Remove a guest; nothing of the guest is kept."""
        async with units() as uow:
            case = await guests.locked(uow, principal, reference)
            await uow.guests.get(case.case_id, guest_id)
            await uow.guests.remove(case.case_id, guest_id)
        return RedirectResponse(f"/dossiers/{case.reference}?gedaan=guest-removed", 303)

    return router


class _GuestPages:
    """The page, and what its forms do."""

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
        form: Form,
        guest_id: UUID | None = None,
        status: int = 200,
    ) -> Response:
        """The guests with the form for another; with ``guest_id`` the form of that guest."""
        async with self._units() as uow:
            reader = await Reader.of(principal, uow, self._clock.today())
            case = await case_of(reader, uow, reference, today=self._clock.today())
            reader.require(Deed.FILE, case)
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            guest = await uow.guests.get(case.case_id, guest_id) if guest_id else None
            fields = await beside(reader, uow, case) | of_case(case, shown)
        if guest and not form.values:
            form = _form_of(guest)
        return self._pages.page(request.scope, "guests", status=status, **fields, guest=guest, form=form)

    async def added(self, request: Request, principal: Principal, reference: str) -> Response:
        """Add the guest and lead back to the case. The same form sent again adds nothing."""
        sent = await submitted(request, GuestBody)
        if sent.body is None:
            return await self.page(request, principal, reference, form=sent.form, status=422)
        async with self._units() as uow:
            case = await self.locked(uow, principal, reference)
            path = f"/dossiers/{case.reference}/guests"
            if await uow.sent_forms.is_new(sent.form, subject=principal.subject, path=path):
                await add_guest(uow, case, sent.body.details, by=actor(principal), clock=self._clock)
        return RedirectResponse(f"/dossiers/{case.reference}?gedaan=guest", 303)

    async def changed(self, request: Request, principal: Principal, reference: str, *, guest_id: UUID) -> Response:
        """Change the guest; a form that was filled in for an older version is shown again."""
        sent = await submitted(request, GuestBody)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    case = await self.locked(uow, principal, reference)
                    guest = await uow.guests.get(case.case_id, guest_id)
                    expect(guest.version, form)
                    details, by = sent.body.details, actor(principal)
                    await change_guest(uow, case.case_id, guest, details=details, by=by, clock=self._clock)
                return RedirectResponse(f"/dossiers/{case.reference}?gedaan=guest-changed", 303)
            except ChangedMeanwhile:
                words = self._pages.dutch.word("wrong", "version")
                form, status = Form({**form.values, "version": str(guest.version)}).wrong(form=words), 412
        return await self.page(request, principal, reference, form=form, guest_id=guest_id, status=status)

    async def locked(self, uow: CaseworkUnitOfWork, principal: Principal, reference: str) -> Case:
        """The case, locked. Raises NotFound; 403 for whoever does not act on it."""
        reader = await Reader.of(principal, uow, self._clock.today())
        case = await case_of(reader, uow, reference, today=self._clock.today())
        reader.require(Deed.FILE, case)
        return reader.require(Deed.FILE, await locked_case(uow, case.case_id))


def _form_of(guest: Guest) -> Form:
    return Form(
        {"role": guest.role, "name": guest.name, "phone": guest.phone or "", "version": str(guest.version)},
    )

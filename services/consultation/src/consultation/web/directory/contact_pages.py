"""`/directory/contacten/{contact_id}` and `/directory/nieuw-contact`: a contact to look at, change or add."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import ContactWriter, Coordinator, Reader
from consultation.directory.api.rights import require_own_details, visible_contact, writable_contact
from consultation.directory.application.add_contact import add_contact
from consultation.directory.application.change_contact import change_contact
from consultation.directory.application.followers import Followed
from consultation.domain.contact import ROLES, Contact
from consultation.domain.organisation import Organisation
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.directory.forms import (
    ContactForm,
    NewContactForm,
    OwnContactForm,
    contact_changes,
    values_of_contact,
)
from consultation.web.directory.refusals import refused
from consultation.web.versions import still
from shared.domain.errors import DomainError
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, Submitted, submitted
from shared.web.pages import Pages

ContactPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
_AFTERWARDS = "/directory/contacten?gedaan=contact"


def contact_pages_router(units: Units, pages: Pages, *, clock: Clock, followed: Followed) -> APIRouter:
    """The pages of one contact."""
    router = APIRouter(include_in_schema=False)
    shown = _ContactPages(units, pages, clock=clock, followed=followed)

    @router.get("/directory/nieuw-contact")
    @as_page
    async def new_page(request: Request, principal: Coordinator) -> Response:
        """The form for another contact."""
        return await shown.page(request, principal, None, form=Form({"language": "nl"}))

    @router.post("/directory/nieuw-contact")
    @as_page
    async def post_new(request: Request, principal: Coordinator) -> Response:
        """Add a contact."""
        sent = await submitted(request, NewContactForm)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with units() as uow:
                    await add_contact(uow, sent.body.contact())
                return RedirectResponse(_AFTERWARDS, 303)
            except DomainError as error:
                form, status = refused(sent.form, error)
        return await shown.page(request, principal, None, form=form, status=status)

    @router.get("/directory/contacten/{contact_id}")
    @as_page
    async def contact_page(request: Request, contact_id: ContactPath, principal: Reader) -> Response:
        """A contact, with the form for what the caller may change of it."""
        return await shown.page(request, principal, contact_id)

    @router.post("/directory/contacten/{contact_id}")
    @as_page
    async def post_contact(request: Request, contact_id: ContactPath, principal: ContactWriter) -> Response:
        """Change the contact; a form for an older version is shown again."""
        form_of = ContactForm if principal.is_any(Role.COORDINATOR) else OwnContactForm
        sent: Submitted[ContactForm | OwnContactForm] = await submitted(request, form_of)
        return await shown.changed(request, principal, contact_id, sent=sent)

    return router


async def _change(
    uow: ConsultationUnitOfWork,
    principal: Principal,
    contact_id: str,
    *,
    form: ContactForm | OwnContactForm,
    followed: Followed,
) -> None:
    contact = await uow.contacts.find(contact_id)
    employer = contact.details.organisation_id if contact else None
    has_employer = bool(form.organisation_id if isinstance(form, ContactForm) else employer)
    changes = contact_changes(form, has_employer=has_employer)
    require_own_details(principal, frozenset(changes))
    await change_contact(uow, contact_id, changes, expected=still(form.version), followed=followed)


class _ContactPages:
    """The page of a contact, as it is or with what is wrong."""

    def __init__(self, units: Units, pages: Pages, *, clock: Clock, followed: Followed) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock
        self._followed = followed

    async def changed(
        self,
        request: Request,
        principal: Principal,
        contact_id: str,
        *,
        sent: Submitted[ContactForm | OwnContactForm],
    ) -> Response:
        """Change the contact as the form says, and lead to the list; the form again if it is refused."""
        form, status = sent.form, 422
        async with self._units() as uow:
            await writable_contact(principal, uow, contact_id, today=self._clock.today())
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    await _change(uow, principal, contact_id, form=sent.body, followed=self._followed)
                return RedirectResponse(_AFTERWARDS, 303)
            except (DomainError, Problem) as error:
                form, status = refused(sent.form, error)
        return await self.page(request, principal, contact_id, form=form, status=status)

    async def page(
        self,
        request: Request,
        principal: Principal,
        contact_id: str | None,
        *,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """The page of the contact; of a new contact without an id. Raises NotFound."""
        contact: Contact | None = None
        async with self._units() as uow:
            if contact_id is not None:
                contact = await visible_contact(principal, uow, contact_id, today=self._clock.today())
            organisations = await uow.organisations.all()
            principals = await uow.contacts.all_of([contact.deputy_of] if contact and contact.deputy_of else [])
        if form is None:
            form = Form(values_of_contact(contact) if contact else {})
        elif contact and status == 412:
            form = Form({**form.values, "version": str(contact.version)}, form.errors)
        return self._pages.page(
            request.scope,
            "contact",
            status=status,
            contact=contact,
            stands_in_for=principals[0].details.name if principals else None,
            form=form,
            writes=principal.is_any(Role.COORDINATOR),
            is_own=contact is not None and contact.contact_id == principal.contact,
            roles=[role for role in Role if role in ROLES],
            **_choices(organisations, contact),
        )


def _choices(organisations: Sequence[Organisation], contact: Contact | None) -> dict[str, Any]:
    """The organisations and schools to choose from; also schools of the contact that have no organisation."""
    schools = {organisation.school: organisation.name for organisation in organisations if organisation.school}
    others = contact.details.schools if contact else ()
    return {
        "organisations": [(organisation.organisation_id, organisation.name) for organisation in organisations],
        "schools": sorted(
            {**{school: f"school {school}" for school in others}, **schools}.items(), key=lambda item: item[1]
        ),
        "school_names": schools,
    }

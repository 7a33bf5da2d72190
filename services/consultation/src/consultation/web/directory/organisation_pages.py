"""`/directory/organisaties`: an organisation to add, or to look at and change."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor, Coordinator
from consultation.directory.application.add_organisation import add_organisation
from consultation.directory.application.change_organisation import change_organisation
from consultation.domain.organisation import LEVELS, Organisation
from consultation.unit_of_work import Units
from consultation.web.directory.forms import (
    NewOrganisationForm,
    OrganisationForm,
    organisation_changes,
    values_of_organisation,
)
from consultation.web.directory.refusals import refused
from consultation.web.directory.words import KINDS
from consultation.web.directory.words import LEVELS as LEVEL_WORDS
from consultation.web.versions import still
from shared.domain.errors import DomainError, NotFound
from shared.domain.roles import Role
from shared.runtime.http import Principal, Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

OrganisationPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
_AFTERWARDS = "/directory?gedaan=organisatie"


def organisation_pages_router(units: Units, pages: Pages) -> APIRouter:
    """The pages of one organisation."""
    router = APIRouter(include_in_schema=False)
    shown = _OrganisationPages(units, pages)

    @router.get("/directory/nieuwe-organisatie")
    @as_page
    async def new_page(request: Request, principal: Coordinator) -> Response:
        """The form for another organisation."""
        return await shown.page(request, principal, None, form=Form({"local": "ja"}))

    @router.post("/directory/nieuwe-organisatie")
    @as_page
    async def post_new(request: Request, principal: Coordinator) -> Response:
        """Add an organisation."""
        sent = await submitted(request, NewOrganisationForm)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with units() as uow:
                    await add_organisation(uow, sent.body.organisation())
                return RedirectResponse(_AFTERWARDS, 303)
            except DomainError as error:
                form, status = refused(sent.form, error)
        return await shown.page(request, principal, None, form=form, status=status)

    @router.get("/directory/organisaties/{organisation_id}")
    @as_page
    async def organisation_page(request: Request, organisation_id: OrganisationPath, principal: Actor) -> Response:
        """An organisation with who works for it; for the coordinator with the form that changes it."""
        return await shown.page(request, principal, organisation_id)

    @router.post("/directory/organisaties/{organisation_id}")
    @as_page
    async def post_organisation(
        request: Request, organisation_id: OrganisationPath, principal: Coordinator
    ) -> Response:
        """Change the organisation; a form for an older version is shown again."""
        sent = await submitted(request, OrganisationForm)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with units() as uow:
                    expected, changes = still(sent.body.version), organisation_changes(sent.body)
                    await change_organisation(uow, organisation_id, changes, expected=expected)
                return RedirectResponse(_AFTERWARDS, 303)
            except NotFound:
                raise
            except (DomainError, Problem) as error:
                form, status = refused(sent.form, error)
        return await shown.page(request, principal, organisation_id, form=form, status=status)

    return router


class _OrganisationPages:
    """The page of an organisation, as it is or with what is wrong."""

    def __init__(self, units: Units, pages: Pages) -> None:
        self._units = units
        self._pages = pages

    async def page(
        self,
        request: Request,
        principal: Principal,
        organisation_id: str | None,
        *,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """The page of the organisation; of a new organisation without an id. Raises NotFound."""
        organisation: Organisation | None = None
        async with self._units() as uow:
            if organisation_id is not None:
                organisation = await uow.organisations.find(organisation_id)
                if organisation is None:
                    raise NotFound("organisation", organisation_id)
            people = await uow.contacts.working_for(organisation_id) if organisation_id else []
            serves = organisation.details.serves if organisation else ()
            school_names = await uow.organisations.school_names(serves)
        if form is None:
            form = Form(values_of_organisation(organisation) if organisation else {})
        elif organisation and status == 412:
            form = Form({**form.values, "version": str(organisation.version)}, form.errors)
        return self._pages.page(
            request.scope,
            "organisation",
            status=status,
            organisation=organisation,
            people=people,
            school_names=school_names,
            form=form,
            writes=principal.is_any(Role.COORDINATOR),
            KINDS=KINDS,
            LEVELS=[(level, LEVEL_WORDS[level]) for level in LEVELS],
        )

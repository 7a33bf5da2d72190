"""`/directory`: what the directory lacks and its organisations; `/directory/contacten`: its contacts."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from consultation.api.rights import Actor, Reader, audience_of
from consultation.directory.adapters.written import written_contacts, written_organisations
from consultation.directory.api.directory import found_gaps
from consultation.directory.domain.contact_query import ContactQuery
from consultation.directory.domain.organisation_query import OrganisationQuery
from consultation.directory.domain.table import What
from consultation.domain.organisation import OrganisationKind
from consultation.unit_of_work import Units
from consultation.web.directory.words import DONE, GAPS, KINDS
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged
from shared.runtime.http.csv_answer import CSV
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages

_MOST_GAPS = 30


def directory_pages_router(units: Units, pages: Pages, *, clock: Clock, soon_days: int) -> APIRouter:
    """The lists of the directory, and the directory as a file."""
    router = APIRouter(include_in_schema=False)

    @router.get("/directory")
    @as_page
    async def directory_page(
        request: Request,
        principal: Actor,
        page: Paged,
        soort: Annotated[OrganisationKind | None, Query()] = None,
        gedaan: str = "",
        als: Annotated[What | None, Query()] = None,
    ) -> Response:
        """What is missing, and the organisations by id; of one kind where a kind is chosen.

        With `als` all contacts, or all organisations, as a file that can be read in again.
        """
        if als is not None:
            return await _file(units, als, headers=pages.headers)
        after = page.after(str)
        asked = OrganisationQuery(soort)
        async with units() as uow:
            gaps, names = await found_gaps(uow, clock=clock, soon=timedelta(days=soon_days))
            rows = await uow.organisations.page(asked, after=after[0] if after else None, limit=page.limit + 1)
            organisations, following = page.cut(rows, lambda organisation: (organisation.organisation_id,))
            contacts = await uow.contacts.all_of(gap.contact_id for gap in gaps[:_MOST_GAPS] if gap.contact_id)
        return pages.page(
            request.scope,
            "directory",
            gaps=gaps[:_MOST_GAPS] if not after else [],
            more_gaps=max(0, len(gaps) - _MOST_GAPS),
            names=names,
            contact_names={contact.contact_id: contact.details.name for contact in contacts},
            organisations=organisations,
            following=following,
            chosen=soort,
            writes=principal.is_any(Role.COORDINATOR),
            done=DONE.get(gedaan),
            KINDS=KINDS,
            GAPS=GAPS,
        )

    @router.get("/directory/contacten")
    @as_page
    async def contacts_page(
        request: Request,
        principal: Reader,
        page: Paged,
        rol: Annotated[Role | None, Query()] = None,
        gedaan: str = "",
    ) -> Response:
        """The contacts that the caller may see, by id; of one role where a role is chosen."""
        after = page.after(str)
        async with units() as uow:
            asked = ContactQuery(await audience_of(principal, uow, clock.today()), rol)
            rows = await uow.contacts.page(asked, after=after[0] if after else None, limit=page.limit + 1)
            contacts, following = page.cut(rows, lambda contact: (contact.contact_id,))
            schools = {school for contact in contacts for school in contact.details.schools}
            school_names = await uow.organisations.school_names(schools)
        return pages.page(
            request.scope,
            "contacts",
            contacts=contacts,
            school_names=school_names,
            following=following,
            chosen=rol,
            today=clock.today(),
            own=principal.contact,
            sees_organisations=principal.is_any(Role.CASEWORKER, Role.COORDINATOR),
            writes=principal.is_any(Role.COORDINATOR),
            done=DONE.get(gedaan),
        )

    return router


async def _file(units: Units, what: What, *, headers: Mapping[str, str]) -> Response:
    async with units() as uow:
        if what == "contacts":
            text = written_contacts(await uow.contacts.all())
        else:
            text = written_organisations(await uow.organisations.all())
    disposition = f'attachment; filename="{what}.csv"'
    return Response(text, media_type=CSV, headers={**headers, "Content-Disposition": disposition})

"""`/organisations`: schools, CLBs, services of the city and partners."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from consultation.api.rights import Actor, Coordinator
from consultation.directory.api.organisation_answers import OrganisationAnswer
from consultation.directory.api.organisation_bodies import ClosuresBody, OrganisationBody, OrganisationChangeBody
from consultation.directory.application.add_organisation import add_organisation
from consultation.directory.application.change_organisation import change_organisation
from consultation.directory.application.close_organisation import close_organisation
from consultation.directory.domain.organisation_query import OrganisationQuery
from consultation.domain.organisation import OrganisationKind
from consultation.unit_of_work import Units
from shared.contracts.fields import SchoolNumber
from shared.domain.errors import NotFound
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag

OrganisationPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$", description="The organisation.")]
Expected = Annotated[IfMatch, if_match(required=True)]


def organisations_router(units: Units) -> APIRouter:
    """The endpoints of organisations."""
    router = APIRouter(tags=["organisations"])

    @router.get("/organisations")
    async def get_organisations(
        page: Paged,
        _: Actor,
        kind: Annotated[OrganisationKind | None, Query(description="Only those of this kind.")] = None,
        school: Annotated[
            SchoolNumber | None, Query(description="Only the school itself and the CLB that guides it.")
        ] = None,
    ) -> Listing[OrganisationAnswer]:
        """Organisations by id."""
        async with units() as uow:
            after = page.after(str)
            asked = OrganisationQuery(kind, school)
            rows = await uow.organisations.page(asked, after=after[0] if after else None, limit=page.limit + 1)
        organisations, following = page.cut(rows, lambda organisation: (organisation.organisation_id,))
        return listing([OrganisationAnswer.of(organisation) for organisation in organisations], following)

    @router.post("/organisations", status_code=201)
    async def post_organisation(body: OrganisationBody, response: Response, _: Coordinator) -> OrganisationAnswer:
        """Add an organisation."""
        async with units() as uow:
            organisation = await add_organisation(uow, body.organisation())
        response.headers["Location"] = f"/organisations/{organisation.organisation_id}"
        set_etag(response, organisation.version)
        return OrganisationAnswer.of(organisation)

    @router.get("/organisations/{organisation_id}")
    async def get_organisation(organisation_id: OrganisationPath, response: Response, _: Actor) -> OrganisationAnswer:
        """One organisation."""
        async with units() as uow:
            organisation = await uow.organisations.find(organisation_id)
        if organisation is None:
            raise NotFound("organisation", organisation_id)
        set_etag(response, organisation.version)
        return OrganisationAnswer.of(organisation)

    @router.patch("/organisations/{organisation_id}")
    async def patch_organisation(
        organisation_id: OrganisationPath,
        body: OrganisationChangeBody,
        response: Response,
        _: Coordinator,
        expected: Expected,
    ) -> OrganisationAnswer:
        """Change an organisation's details; who works for it is told with its new name."""
        async with units() as uow:
            organisation = await change_organisation(uow, organisation_id, body.changes(), expected=expected)
        set_etag(response, organisation.version)
        return OrganisationAnswer.of(organisation)

    @router.put("/organisations/{organisation_id}/closures")
    async def put_closures(
        organisation_id: OrganisationPath,
        body: ClosuresBody,
        response: Response,
        _: Coordinator,
        expected: Expected,
    ) -> OrganisationAnswer:
        """Say when the organisation is closed, whole; `If-Match` is its version.

        Whoever works for it (`organisation_id`) is away on these days, such as those of a CLB in the holidays, and its
        rooms are closed. Meetings that are planned stay; those on such a day get `attention`.
        """
        async with units() as uow:
            closures = body.as_closures()
            organisation = await close_organisation(uow, organisation_id, closures, expected=expected)
        set_etag(response, organisation.version)
        return OrganisationAnswer.of(organisation)

    return router

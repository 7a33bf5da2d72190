"""`/contacts`: the directory of people and organisations, and when they can meet."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from consultation.api.rights import ContactWriter, Coordinator, Reader, audience_of
from consultation.directory.api.availability_answers import AvailabilityAnswer
from consultation.directory.api.availability_bodies import AvailabilityBody
from consultation.directory.api.contact_answers import ContactAnswer
from consultation.directory.api.contact_bodies import ContactBody, ContactChangeBody
from consultation.directory.api.rights import require_own_details, visible_contact, writable_contact
from consultation.directory.application.add_contact import add_contact
from consultation.directory.application.change_contact import change_contact
from consultation.directory.application.followers import Followed
from consultation.directory.application.set_availability import set_availability
from consultation.directory.domain.contact_query import ContactQuery
from consultation.unit_of_work import Units
from shared.contracts.fields import SchoolNumber
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag

ContactPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
Expected = Annotated[IfMatch, if_match(required=True)]


def contacts_router(units: Units, *, clock: Clock, followed: Followed) -> APIRouter:
    """The endpoints of the directory."""
    router = APIRouter(tags=["contacts"])

    @router.get("/contacts")
    async def get_contacts(
        page: Paged,
        principal: Reader,
        role: Annotated[Role | None, Query()] = None,
        school: Annotated[SchoolNumber | None, Query()] = None,
    ) -> Listing[ContactAnswer]:
        """Contacts by id; with `school` those of that school and those of all schools."""
        async with units() as uow:
            asked = ContactQuery(await audience_of(principal, uow, clock.today()), role, school)
            after = page.after(str)
            rows = await uow.contacts.page(asked, after=after[0] if after else None, limit=page.limit + 1)
        contacts, following = page.cut(rows, lambda contact: (contact.contact_id,))
        return listing([ContactAnswer.of(contact) for contact in contacts], following)

    @router.post("/contacts", status_code=201)
    async def post_contact(body: ContactBody, response: Response, _: Coordinator) -> ContactAnswer:
        """Add a contact."""
        async with units() as uow:
            contact = await add_contact(uow, body.contact())
        response.headers["Location"] = f"/contacts/{contact.contact_id}"
        set_etag(response, contact.version)
        return ContactAnswer.of(contact)

    @router.get("/contacts/{contact_id}")
    async def get_contact(contact_id: ContactPath, response: Response, principal: Reader) -> ContactAnswer:
        """One contact."""
        async with units() as uow:
            contact = await visible_contact(principal, uow, contact_id, today=clock.today())
        set_etag(response, contact.version)
        return ContactAnswer.of(contact)

    @router.patch("/contacts/{contact_id}")
    async def patch_contact(
        contact_id: ContactPath,
        body: ContactChangeBody,
        response: Response,
        principal: ContactWriter,
        expected: Expected,
    ) -> ContactAnswer:
        """Change a contact's details. A participant changes name, organisation, address, phone, language."""
        changes = body.changes()
        async with units() as uow:
            await writable_contact(principal, uow, contact_id, today=clock.today())
            require_own_details(principal, frozenset(changes))
            contact = await change_contact(uow, contact_id, changes, expected=expected, followed=followed)
        set_etag(response, contact.version)
        return ContactAnswer.of(contact)

    @router.get("/contacts/{contact_id}/availability")
    async def get_availability(contact_id: ContactPath, response: Response, principal: Reader) -> AvailabilityAnswer:
        """When a contact can meet."""
        async with units() as uow:
            contact = await visible_contact(principal, uow, contact_id, today=clock.today())
        set_etag(response, contact.version)
        return AvailabilityAnswer.of(contact.availability)

    @router.put("/contacts/{contact_id}/availability")
    async def put_availability(
        contact_id: ContactPath,
        body: AvailabilityBody,
        response: Response,
        principal: ContactWriter,
        expected: Expected,
    ) -> AvailabilityAnswer:
        """Say when a contact can meet, whole; `If-Match` is the contact's version.

        Meetings that are planned stay; those at which the contact is away then get `attention`.
        """
        async with units() as uow:
            await writable_contact(principal, uow, contact_id, today=clock.today())
            availability = body.availability()
            contact = await set_availability(uow, contact_id, availability, expected=expected, followed=followed)
        set_etag(response, contact.version)
        return AvailabilityAnswer.of(contact.availability)

    return router

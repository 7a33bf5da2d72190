"""The guests of a case, for whoever acts on it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from casework.api.bodies import Body
from casework.api.case_change import Change, Changing
from casework.api.readers import Reader, actor
from casework.api.rights import Deed
from casework.application.keep_guests import GuestDetails, add_guest, change_guest
from casework.application.locked_case import locked_case
from casework.domain.guest import Guest
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.contracts.fields import Phone, TypedLine
from shared.domain.guest_roles import GuestRole
from shared.runtime.clock import Clock
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal


class GuestBody(Body):
    """Somebody who has to do with the case and does not work with the system."""

    role: GuestRole
    """What the guest is in the case."""
    name: TypedLine
    """The name of the guest."""
    phone: Phone | None = None
    """The phone number; absent where there is no number."""

    @property
    def details(self) -> GuestDetails:
        """What is said of the guest."""
        return GuestDetails(self.role, self.name, self.phone)


class GuestAnswer(BaseModel):
    """A guest of a case. The name and number are kept in this case alone."""

    guest_id: UUID
    """The guest."""
    role: GuestRole
    """What the guest is in the case."""
    name: str
    """The name of the guest."""
    phone: str | None
    """The phone number; null without one."""
    at: datetime
    """When this was said last."""
    by: str
    """Who said it last: a contact's id, or the `sub` of a token."""
    version: int
    """The version for `If-Match`."""

    model_config = ConfigDict(use_attribute_docstrings=True)


Expected = Annotated[IfMatch, if_match(required=True)]
Perhaps = Annotated[IfMatch, if_match(required=False)]


def guests_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET, POST, PUT and DELETE of guests."""
    router = APIRouter(tags=["links and guests"])

    @router.get("/cases/{case_id}/guests")
    async def list_guests(principal: Changing, case_id: UUID, page: Paged) -> Listing[GuestAnswer]:
        """The guests of a case, in the order they were added."""
        after = page.after(UUID)
        async with units() as uow:
            await _readable(uow, principal, case_id)
            guests, following = page.cut(
                await uow.guests.of_case(case_id, after[0] if after else None, page.limit + 1),
                lambda guest: (guest.guest_id,),
            )
        return listing([_answer(guest) for guest in guests], following)

    @router.post("/cases/{case_id}/guests", status_code=201)
    async def post_guest(change: Change, body: GuestBody) -> GuestAnswer:
        """Add a guest. The name and number go nowhere else, and are removed some time after the case has ended."""
        async with change.of(units, Deed.FILE) as (uow, case):
            guest = await add_guest(uow, case, body.details, by=change.by, clock=clock)
        change.response.headers["Location"] = f"/cases/{case.case_id}/guests/{guest.guest_id}"
        set_etag(change.response, guest.version)
        return _answer(guest)

    @router.get("/cases/{case_id}/guests/{guest_id}")
    async def get_guest(principal: Changing, case_id: UUID, guest_id: UUID, response: Response) -> GuestAnswer:
        """A guest, with the version for `If-Match`."""
        async with units() as uow:
            await _readable(uow, principal, case_id)
            guest = await uow.guests.get(case_id, guest_id)
        set_etag(response, guest.version)
        return _answer(guest)

    @router.put("/cases/{case_id}/guests/{guest_id}")
    async def put_guest(
        principal: Changing, case_id: UUID, guest_id: UUID, body: GuestBody, expected: Expected, response: Response
    ) -> GuestAnswer:
        """Say what holds of a guest now."""
        async with units() as uow:
            await _locked(uow, principal, case_id)
            guest = await uow.guests.get(case_id, guest_id)
            expected(guest.version)
            by = actor(principal)
            guest = await change_guest(uow, case_id, guest, details=body.details, by=by, clock=clock)
        set_etag(response, guest.version)
        return _answer(guest)

    @router.delete("/cases/{case_id}/guests/{guest_id}", status_code=204)
    async def delete_guest(principal: Changing, case_id: UUID, guest_id: UUID, expected: Perhaps) -> Response:
        """Remove a guest; nothing of the guest is kept."""
        async with units() as uow:
            await _locked(uow, principal, case_id)
            guest = await uow.guests.get(case_id, guest_id)
            expected(guest.version)
            await uow.guests.remove(case_id, guest_id)
        return Response(status_code=204)

    return router


async def _locked(uow: CaseworkUnitOfWork, principal: Principal, case_id: UUID) -> None:
    """Lock the case. Raises NotFound; 403 for whoever sees the case and does not act on it."""
    reader = await Reader.of(principal, uow, uow.clock.today())
    reader.require(Deed.FILE, await locked_case(uow, case_id))


async def _readable(uow: CaseworkUnitOfWork, principal: Principal, case_id: UUID) -> None:
    """Raises NotFound; 403 for whoever sees the case and does not act on it."""
    reader = await Reader.of(principal, uow, uow.clock.today())
    reader.require(Deed.FILE, await uow.cases.get(case_id))


def _answer(guest: Guest) -> GuestAnswer:
    return GuestAnswer(
        guest_id=guest.guest_id,
        role=guest.role,
        name=guest.name,
        phone=guest.phone,
        at=guest.at,
        by=guest.by,
        version=guest.version,
    )

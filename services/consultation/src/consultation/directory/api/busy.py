"""`/contacts/{id}/busy`: when a contact's own calendar is busy. Nothing is fetched: a calendar is sent here."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from consultation.api.described import DESCRIBED
from consultation.api.rights import ContactWriter, Reader
from consultation.directory.adapters.calendar_busy import read_calendar
from consultation.directory.api.rights import visible_contact, writable_contact
from consultation.directory.application.followers import Followed
from consultation.directory.application.receive_busy import SentBusy, forget_busy, kept_days, receive_busy
from consultation.directory.domain.received_busy import ReceivedBusy
from consultation.domain.local_time import BRUSSELS
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, if_match, set_etag, takes

CALENDAR = "text/calendar"
LARGEST_CALENDAR = 2 * 1024 * 1024
_BODY = {"requestBody": {"required": True, "content": {CALENDAR: {"schema": {"type": "string"}}}}}
ContactPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
Expected = Annotated[IfMatch, if_match(required=True)]


class BusyTimeAnswer(BaseModel):
    """A time at which the contact is busy, in whole minutes."""

    model_config = ConfigDict(**DESCRIBED, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    from_: datetime = Field(alias="from")
    """From then on."""
    until: datetime
    """Until then."""


class BusyAnswer(BaseModel):
    """When a contact's own calendar is busy."""

    model_config = DESCRIBED

    received_at: datetime | None
    """When that was sent last; null where it never was."""
    times: list[BusyTimeAnswer]
    """The busy times, in order; those that touch are one."""
    version: int
    """Rises when the times change; 0 before any were sent."""

    @classmethod
    def of(cls, received: ReceivedBusy) -> "BusyAnswer":
        return cls(
            received_at=received.received_at,
            times=[
                BusyTimeAnswer(from_=time.start.astimezone(BRUSSELS), until=time.end.astimezone(BRUSSELS))
                for time in received.busy.times
            ],
            version=received.version,
        )


def busy_router(units: Units, *, clock: Clock, followed: Followed, days: int) -> APIRouter:
    """The endpoints of busy times. `days` is how many days ahead they are kept."""
    router = APIRouter(tags=["contacts"])
    turn = asyncio.Semaphore(1)

    @router.get("/contacts/{contact_id}/busy")
    async def get_busy(contact_id: ContactPath, response: Response, principal: Reader) -> BusyAnswer:
        """When a contact's own calendar is busy."""
        async with units() as uow:
            await visible_contact(principal, uow, contact_id, today=clock.today())
            received = await uow.busy_times.of(contact_id)
        set_etag(response, received.version)
        return BusyAnswer.of(received)

    @router.put("/contacts/{contact_id}/busy", openapi_extra=_BODY)
    @takes(CALENDAR, max_bytes=LARGEST_CALENDAR)
    async def put_busy(
        contact_id: ContactPath, request: Request, response: Response, principal: ContactWriter, expected: Expected
    ) -> BusyAnswer:
        """Send a calendar, whole: events with all that repeats, or free-busy answers. Only busy times are kept of it.

        `If-Match` is needed once busy times were sent; `*` stands for whatever is there. What does not take time, was
        declined, or is one of our own meetings makes nobody busy. Meetings that are planned stay; those at which the
        contact is busy get `attention`.
        """
        content = await request.body()
        async with units() as uow:
            await writable_contact(principal, uow, contact_id, today=clock.today())
            contact = await uow.contacts.find(contact_id)
        owner = contact.details.email if contact else None
        first, last = kept_days(clock, days)
        async with turn:
            calendar = await asyncio.to_thread(read_calendar, content, first=first, last=last, owner=owner)
        sent = SentBusy(events=calendar.events, free_busy=calendar.free_busy, first=first, last=last)
        async with units() as uow:
            received = await receive_busy(uow, contact_id, sent, expected=expected, followed=followed, clock=clock)
        set_etag(response, received.version)
        return BusyAnswer.of(received)

    @router.delete("/contacts/{contact_id}/busy", status_code=204)
    async def delete_busy(contact_id: ContactPath, principal: ContactWriter) -> Response:
        """Forget when the contact's calendar is busy."""
        async with units() as uow:
            await writable_contact(principal, uow, contact_id, today=clock.today())
            await forget_busy(uow, contact_id, followed=followed)
        return Response(status_code=204)

    return router

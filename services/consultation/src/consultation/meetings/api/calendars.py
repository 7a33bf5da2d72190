"""`/contacts/{id}/calendar`: the private address of a contact's calendar; `/calendars/{token}.ics`: the calendar."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Response
from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.api.rights import Reader
from consultation.domain.local_time import BRUSSELS
from consultation.meetings.api.own_calendar import OwnCalendars, tag_of
from consultation.meetings.application.share_calendar import share_calendar, stop_sharing
from consultation.meetings.domain.calendar_address import PATH, CalendarAddress
from consultation.unit_of_work import Units
from shared.domain.roles import Role
from shared.invitations.writing import MEDIA_TYPE
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.routes import answers, any_query, without_token

ContactPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
Token = Annotated[str, Path(max_length=200, description="The signed token of the address")]
TagThere = Annotated[
    str | None, Header(alias="If-None-Match", description="ETag of the calendar that is there already")
]

_CALENDAR: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: {}}},
    304: {"description": "The calendar is the one that is there already"},
}
_HEADERS = {"Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


class CalendarAddressAnswer(BaseModel):
    """The private address of a contact's calendar: whoever has it reads when and where the contact meets."""

    model_config = DESCRIBED

    address: str | None
    """What a calendar program subscribes to; null while there is none."""
    made_at: datetime | None
    """When it was made."""


def calendars_router(units: Units, calendars: OwnCalendars, *, clock: Clock) -> APIRouter:
    """The endpoints of calendars to subscribe to."""
    router = APIRouter(tags=["calendars"])

    def answer(address: CalendarAddress) -> CalendarAddressAnswer:
        made_at = address.made_at and address.made_at.astimezone(BRUSSELS)
        return CalendarAddressAnswer(address=calendars.link(address), made_at=made_at)

    @router.get("/contacts/{contact_id}/calendar")
    async def get_address(contact_id: ContactPath, principal: Reader) -> CalendarAddressAnswer:
        """The private address of the caller's own calendar."""
        require_own(principal, contact_id)
        async with units() as uow:
            return answer(await uow.calendar_addresses.of(contact_id))

    @router.post("/contacts/{contact_id}/calendar", status_code=201)
    async def post_address(contact_id: ContactPath, principal: Reader) -> CalendarAddressAnswer:
        """Make the private address of the caller's own calendar; the one before stops working."""
        require_own(principal, contact_id)
        async with units() as uow:
            return answer(await share_calendar(uow, contact_id, clock=clock))

    @router.delete("/contacts/{contact_id}/calendar", status_code=204)
    async def delete_address(contact_id: ContactPath, principal: Reader) -> None:
        """Revoke the private address, also of a contact who lost it (coordinator). Nothing changes without one."""
        if not principal.is_any(Role.COORDINATOR):
            require_own(principal, contact_id)
        async with units() as uow:
            await stop_sharing(uow, contact_id)

    @router.get(f"{PATH}/{{token}}.ics", response_class=Response, responses=_CALENDAR)
    @answers(MEDIA_TYPE)
    @without_token
    @any_query
    async def get_calendar(token: Token, if_none_match: TagThere = None) -> Response:
        """The contact's own meetings, from 30 days ago on; 404 for an address that was revoked."""
        text = await calendars.text(token)
        headers = {**_HEADERS, "ETag": tag_of(text)}
        if if_none_match and (if_none_match.strip() == "*" or headers["ETag"] in if_none_match):
            return Response(status_code=304, headers=headers)
        return Response(text, media_type=f"{MEDIA_TYPE}; charset=utf-8; method=PUBLISH", headers=headers)

    return router


def require_own(principal: Principal, contact_id: str) -> None:
    """403 for the calendar of somebody else, whoever asks."""
    if contact_id != principal.contact:
        raise Problem("forbidden", "The calendar is someone else's.")

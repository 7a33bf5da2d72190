"""`/overleg/agenda`: where somebody who takes part in meetings finds, makes and revokes the own calendar's address."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Reader
from consultation.meetings.api.own_calendar import OwnCalendars
from consultation.meetings.application.share_calendar import share_calendar, stop_sharing
from consultation.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages

PAGE = "/overleg/agenda"


def calendar_pages_router(units: Units, pages: Pages, calendars: OwnCalendars, *, clock: Clock) -> APIRouter:
    """The page of the own calendar. It comes before the pages of meetings, whose addresses look alike."""
    router = APIRouter(include_in_schema=False)

    @router.get(PAGE)
    @as_page
    async def calendar_page(request: Request, principal: Reader) -> Response:
        """The private address, or how to get one."""
        async with units() as uow:
            address = await uow.calendar_addresses.of(_own(principal))
        return pages.page(request.scope, "own_calendar", link=calendars.link(address), made_at=address.made_at)

    @router.post(PAGE)
    @as_page
    async def make(principal: Reader) -> Response:
        """Make the address, or another one in its place."""
        async with units() as uow:
            await share_calendar(uow, _own(principal), clock=clock)
        return _back()

    @router.post(f"{PAGE}/intrekken")
    @as_page
    async def revoke(principal: Reader) -> Response:
        """Revoke the address."""
        async with units() as uow:
            await stop_sharing(uow, _own(principal))
        return _back()

    return router


def _own(principal: Principal) -> str:
    """The caller's contact. Raises NotFound for a caller who is no contact, and so has no meetings."""
    if principal.contact is None:
        raise NotFound("calendar")
    return principal.contact


def _back() -> Response:
    return RedirectResponse(PAGE, 303, headers={"Cache-Control": "no-store"})

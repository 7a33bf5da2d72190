"""`/overleg/{id}/voorbereiding`: what those at the table look at before a meeting."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.api.rights import Reader, audience_of
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo
from consultation.meetings.api.rights import minuted_cases, visible_meeting
from consultation.meetings.application.tabled_cases import tabled_cases
from consultation.unit_of_work import Units
from consultation.web.meeting_pages import WORDS
from consultation.web.showing import Showing
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages


def preparation_pages_router(
    units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock, link_to: LinkTo
) -> APIRouter:
    """The page of the preparation. What only casework knows of a case is a part that casework answers."""
    router = APIRouter(include_in_schema=False)

    @router.get("/overleg/{meeting_id}/voorbereiding")
    @as_page
    async def preparation_page(request: Request, meeting_id: UUID, principal: Reader) -> Response:
        """Each case for which the reader is invited, with what was agreed for it before."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            cases = await tabled_cases(uow, meeting, minuted_cases(meeting, principal, audience))
            owners = {earlier.action.owner for case in cases for earlier in case.earlier}
            shown = await Showing(principal, rules, clock, link_to).meeting(uow, meeting_id)
            contacts = await uow.contacts.all_of(owners)
        names = {contact.contact_id: contact.details.name for contact in contacts if audience.sees_contact(contact)}
        return pages.page(request.scope, "preparation", shown=shown, cases=cases, names=names, **WORDS)

    return router

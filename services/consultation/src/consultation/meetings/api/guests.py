"""`/meetings/{id}/guests`: parents, pupil and others who come to a meeting and do not work with the system."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Actor, Reader, audience_of
from consultation.meetings.api.guest_bodies import GuestsAnswer, GuestsBody
from consultation.meetings.api.rights import minuted_cases, visible_meeting
from consultation.meetings.application.note_guests import note_guests
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, if_match, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]


def guests_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of guests: who runs cases notes them, who was invited for the same case reads them too."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings/{meeting_id}/guests")
    async def get_guests(meeting_id: UUID, response: Response, principal: Reader) -> GuestsAnswer:
        """The guests: of a session who comes for the whole of it, or for a case whose minutes the caller reads."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            case_ids = minuted_cases(meeting, principal, audience)
            guests = await uow.guests.of_meeting(meeting_id)
        if guests.version:
            set_etag(response, guests.version)
        return GuestsAnswer.of(meeting_id, guests, case_ids)

    @router.put("/meetings/{meeting_id}/guests")
    async def put_guests(
        meeting_id: UUID, body: GuestsBody, response: Response, principal: Actor, expected: Expected
    ) -> GuestsAnswer:
        """Say who comes, whole. No event, mail or calendar names them, and they are removed soon after the meeting.

        `If-Match` is required once somebody noted guests.
        """
        async with units() as uow:
            guests = await note_guests(
                uow, meeting_id, body.listed(), by=principal.subject, clock=clock, allow=expected
            )
            case_ids = tuple({guest.case_id for guest in guests.guests if guest.case_id})
        set_etag(response, guests.version)
        return GuestsAnswer.of(meeting_id, guests, case_ids)

    return router

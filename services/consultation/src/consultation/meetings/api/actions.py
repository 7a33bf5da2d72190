"""`/meetings/{id}/actions`: what was agreed at a meeting, each for one case and by one participant."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Actor, Reader, audience_of
from consultation.meetings.api.action_bodies import AgreedActionAnswer, AgreedActionBody
from consultation.meetings.api.rights import minuted_cases, visible_meeting
from consultation.meetings.application.agree_action import agree_action
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, if_match, listing, set_etag
from shared.runtime.ids import new_id

Expected = Annotated[IfMatch, if_match(required=False)]


def actions_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of agreed actions: those who run the case write them, those who take part read them too."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings/{meeting_id}/actions")
    async def list_actions(meeting_id: UUID, principal: Reader) -> Listing[AgreedActionAnswer]:
        """What was agreed, what is due first in front: for the cases whose minutes the caller reads."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            actions = await uow.actions.of_meeting(meeting_id, minuted_cases(meeting, principal, audience))
        return listing([AgreedActionAnswer.of(action) for action in actions], None)

    @router.post("/meetings/{meeting_id}/actions", status_code=201)
    async def post_action(
        meeting_id: UUID, body: AgreedActionBody, response: Response, principal: Actor, expected: Expected
    ) -> AgreedActionAnswer:
        """Write down what somebody agreed to do; casework makes a task of it. 409 before the meeting's start."""
        action = body.action(new_id(), principal.subject, clock.now())
        async with units() as uow:
            meeting = await agree_action(uow, meeting_id, action, clock=clock, expected=expected)
        set_etag(response, meeting.version)
        return AgreedActionAnswer.of(action)

    return router

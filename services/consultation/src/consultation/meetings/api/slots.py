"""`/meetings/{id}/slots`, `/meetings/{id}/relax`: when a meeting could be, and what to give up where it can't."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Actor
from consultation.domain.audience import EVERYTHING
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo, meeting_answer
from consultation.meetings.api.in_turn import Bookings
from consultation.meetings.api.meeting_answers import MeetingAnswer
from consultation.meetings.api.meeting_bodies import RelaxBody
from consultation.meetings.api.rights import visible_meeting
from consultation.meetings.api.slot_answers import SlotsAnswer
from consultation.meetings.application.rate_slots import rate_slots
from consultation.meetings.application.relax_meeting import relax_meeting
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, if_match, set_etag

Expected = Annotated[IfMatch, if_match(required=False)]


def slots_router(units: Units, bookings: Bookings, *, rules: MeetingRules, clock: Clock, link_to: LinkTo) -> APIRouter:
    """The endpoints that rate slots, and that give a requirement up for one."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings/{meeting_id}/slots")
    async def get_slots(meeting_id: UUID, principal: Actor) -> SlotsAnswer:
        """The best three slots within the terms of a meeting that can be moved or waits for one, and why."""
        async with units() as uow:
            meeting = visible_meeting(await uow.meetings.find(meeting_id), EVERYTHING)
            rated = await rate_slots(uow, meeting, rules=rules, clock=clock)
        return SlotsAnswer.of(rated, weights_version=rules.planning.weights.version)

    @router.post("/meetings/{meeting_id}/relax")
    async def post_relax(
        meeting_id: UUID, response: Response, principal: Actor, expected: Expected, body: RelaxBody
    ) -> MeetingAnswer:
        """Give up a requirement of a meeting without a slot, and plan it; 409 when that alone gives none."""
        async with bookings() as uow:
            meeting = await relax_meeting(
                uow,
                meeting_id,
                body.requirement,
                rules=rules,
                clock=clock,
                place=body.place,
                expected=expected,
            )
            replies = await uow.replies.of_meeting(meeting.meeting_id)
        set_etag(response, meeting.version)
        return meeting_answer(meeting, link_to, principal, audience=EVERYTHING, replies=replies)

    return router

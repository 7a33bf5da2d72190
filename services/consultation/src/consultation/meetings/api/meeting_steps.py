"""`/meetings/{id}/reschedule`, `/cancel`, `/complete`: what is done with a meeting."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Actor
from consultation.domain.audience import EVERYTHING
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo, meeting_answer
from consultation.meetings.api.in_turn import Bookings
from consultation.meetings.api.meeting_answers import MeetingAnswer
from consultation.meetings.api.meeting_bodies import CancelBody, CompleteBody, RescheduleBody
from consultation.meetings.application.cancel_meeting import cancel_meeting
from consultation.meetings.application.complete_meeting import complete_meeting
from consultation.meetings.application.reschedule_meeting import reschedule_meeting
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Principal, if_match, set_etag

Expected = Annotated[IfMatch, if_match(required=False)]


def meeting_steps_router(bookings: Bookings, *, rules: MeetingRules, clock: Clock, link_to: LinkTo) -> APIRouter:
    """The endpoints that move, cancel and complete meetings. An illegal step is 409 with `allowed`."""
    router = APIRouter(tags=["meetings"])

    async def answer(
        uow: ConsultationUnitOfWork, meeting: Meeting, response: Response, *, principal: Principal
    ) -> MeetingAnswer:
        set_etag(response, meeting.version)
        replies = await uow.replies.of_meeting(meeting.meeting_id)
        return meeting_answer(meeting, link_to, principal, audience=EVERYTHING, replies=replies)

    @router.post("/meetings/{meeting_id}/reschedule")
    async def post_reschedule(
        meeting_id: UUID,
        response: Response,
        principal: Actor,
        expected: Expected,
        body: RescheduleBody | None = None,
    ) -> MeetingAnswer:
        """Move to `starts_at`, or to the next earliest slot; 409 when someone required isn't free."""
        asked = body or RescheduleBody()
        async with bookings() as uow:
            meeting = await reschedule_meeting(
                uow,
                meeting_id,
                rules=rules,
                clock=clock,
                starts_at=asked.starts_at,
                hold_by=asked.hold_by,
                participants=asked.named(),
                expected=expected,
            )
            return await answer(uow, meeting, response, principal=principal)

    @router.post("/meetings/{meeting_id}/cancel")
    async def post_cancel(
        meeting_id: UUID, response: Response, principal: Actor, expected: Expected, body: CancelBody | None = None
    ) -> MeetingAnswer:
        """Call the meeting off; every participant is told."""
        reason = body.reason if body else None
        async with bookings() as uow:
            meeting = await cancel_meeting(uow, meeting_id, clock=clock, reason=reason, expected=expected)
            return await answer(uow, meeting, response, principal=principal)

    @router.post("/meetings/{meeting_id}/complete")
    async def post_complete(
        meeting_id: UUID, response: Response, principal: Actor, expected: Expected, body: CompleteBody | None = None
    ) -> MeetingAnswer:
        """The meeting was held; who was there, and what was decided about each case."""
        held = (body or CompleteBody()).held()
        async with bookings() as uow:
            meeting = await complete_meeting(
                uow, meeting_id, by=principal.subject, rules=rules, clock=clock, held=held, expected=expected
            )
            return await answer(uow, meeting, response, principal=principal)

    return router

"""`POST /meetings/{id}/reply`: who is invited answers, or who runs the case answers for them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Reader, audience_of, runs_cases
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo, meeting_answer
from consultation.meetings.api.meeting_answers import MeetingAnswer
from consultation.meetings.api.reply_bodies import ReplyBody
from consultation.meetings.api.rights import visible_meeting
from consultation.meetings.application.answer_invitation import answer_invitation
from consultation.meetings.domain.reply import Way
from consultation.unit_of_work import Units
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Principal, Problem, if_match, set_etag

Expected = Annotated[IfMatch, if_match(required=False)]


def replies_router(units: Units, *, rules: MeetingRules, clock: Clock, link_to: LinkTo) -> APIRouter:
    """The endpoint that answers an invitation."""
    router = APIRouter(tags=["meetings"])

    @router.post("/meetings/{meeting_id}/reply")
    async def post_reply(
        meeting_id: UUID, body: ReplyBody, response: Response, principal: Reader, expected: Expected
    ) -> MeetingAnswer:
        """Answer the invitation. 409 when the meeting has another time now, is over, or the contact is not invited."""
        contact_id = answers_for(principal, body.contact_id)
        way = Way.PAGE if contact_id == principal.contact else Way.ON_BEHALF
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            expected(visible_meeting(await uow.meetings.find(meeting_id, lock=True), audience).version)
            await answer_invitation(uow, meeting_id, body.said(contact_id, way), rules=rules, clock=clock)
            meeting = await uow.meetings.get(meeting_id)
            replies = await uow.replies.of_meeting(meeting_id)
        set_etag(response, meeting.version)
        return meeting_answer(meeting, link_to, principal, audience=audience, replies=replies)

    return router


def answers_for(principal: Principal, contact_id: str | None) -> str:
    """The contact whose answer it is. Raises InvalidField for a caller who is nobody of the directory, Problem (403)
    for somebody else's answer.
    """
    if contact_id is None:
        if principal.contact is None:
            raise InvalidField("contact_id", "is not said, and the caller is no contact")
        return principal.contact
    if contact_id != principal.contact and not runs_cases(principal):
        raise Problem("forbidden", "The invitation is someone else's.")
    return contact_id

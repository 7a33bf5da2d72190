"""`/meetings/{id}/outcome`: who was there and what was decided, noted as it goes on, and put right afterwards."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Actor, Reader, audience_of
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.outcome_bodies import OutcomeAnswer, OutcomeBody
from consultation.meetings.api.rights import minuted_cases, visible_meeting
from consultation.meetings.application.correct_outcome import correct_outcome
from consultation.meetings.application.note_outcome import note_outcome
from consultation.meetings.domain.states import Status
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, if_match, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]


def outcomes_router(units: Units, *, rules: MeetingRules, clock: Clock) -> APIRouter:
    """The endpoints of what comes of a meeting: who runs cases says it, who takes part reads it."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings/{meeting_id}/outcome")
    async def get_outcome(meeting_id: UUID, response: Response, principal: Reader) -> OutcomeAnswer:
        """Who was there and what was decided, about the cases whose minutes the caller reads; in all revisions.

        The `ETag` is the meeting's version.
        """
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            case_ids = minuted_cases(meeting, principal, audience)
            revisions = await uow.outcomes.of_meeting(meeting_id)
        set_etag(response, meeting.version)
        return OutcomeAnswer.answered(meeting, revisions, case_ids)

    @router.put("/meetings/{meeting_id}/outcome")
    async def put_outcome(
        meeting_id: UUID, body: OutcomeBody, response: Response, principal: Actor, expected: Expected
    ) -> OutcomeAnswer:
        """Say who is there and what is decided, whole. Until the meeting is completed nobody is told.

        Once it was held this puts right what was said: the revision before is kept, and casework is told which
        decisions are other now. `If-Match` is the meeting's version.
        """
        held = body.held()
        async with units() as uow:
            meeting = await uow.meetings.get(meeting_id)
            expected(meeting.version)
            if meeting.status is Status.HELD:
                by = principal.subject
                meeting = await correct_outcome(uow, meeting_id, held, by=by, rules=rules, clock=clock)
            else:
                meeting = await note_outcome(uow, meeting_id, held, rules=rules, clock=clock, allow=lambda _: None)
            revisions = await uow.outcomes.of_meeting(meeting_id)
        set_etag(response, meeting.version)
        return OutcomeAnswer.answered(meeting, revisions, meeting.case_ids)

    return router

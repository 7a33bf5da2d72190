"""`/meetings/{id}/minutes`: what was decided and who does what."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Actor, Reader, audience_of
from consultation.meetings.api.minutes_bodies import MinutesAnswer, MinutesBody
from consultation.meetings.api.rights import visible_meeting
from consultation.meetings.application.write_minutes import write_minutes
from consultation.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Problem, if_match, set_etag


def minutes_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of minutes: those who run the case write them, those who take part read them too."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings/{meeting_id}/minutes")
    async def get_minutes(meeting_id: UUID, response: Response, principal: Reader) -> MinutesAnswer:
        """The minutes, for whoever takes part or runs the case."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            minutes = await uow.minutes.get(meeting_id)
        if not principal.is_any(Role.CASEWORKER, Role.COORDINATOR) and not meeting.has_participant(audience.contact):
            raise Problem("forbidden", "Minutes are for those who take part.")
        if minutes is None:
            raise NotFound("minutes of meeting", meeting_id)
        set_etag(response, minutes.version)
        return MinutesAnswer.of(meeting_id, minutes)

    @router.put("/meetings/{meeting_id}/minutes")
    async def put_minutes(
        meeting_id: UUID,
        body: MinutesBody,
        response: Response,
        principal: Actor,
        expected: Annotated[IfMatch, if_match(required=True)],
    ) -> MinutesAnswer:
        """Write the minutes, whole.

        `If-Match`, with their `ETag` or the meeting's version, is required once there are any.
        """

        def check(version: int, replaced: int | None) -> None:
            """The version of the minutes fits, and so does that of the meeting, which changes with the minutes too."""
            if replaced is None and expected.tags is None and not expected.anything:
                return
            if replaced is None or str(replaced) not in (expected.tags or ()):
                expected(version)

        minutes = body.minutes(principal.subject, clock.now())
        async with units() as uow:
            meeting = await write_minutes(uow, meeting_id, minutes, clock=clock, allow=check)
        set_etag(response, meeting.version)
        return MinutesAnswer.of(meeting_id, minutes)

    return router

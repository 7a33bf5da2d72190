"""`/meetings/{id}/cases/{case_id}/minutes`: what was said and decided about one case."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.api.rights import Actor, Reader, audience_of
from consultation.meetings.api.case_minutes_bodies import CaseMinutesAnswer, CaseMinutesBody
from consultation.meetings.api.rights import minuted_cases, visible_meeting
from consultation.meetings.application.write_case_minutes import write_case_minutes
from consultation.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, if_match, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]
Wanted = Annotated[int | None, Query(ge=1, le=2_000_000_000, description="A revision of before; the newest without it")]


def case_minutes_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of minutes of a case: who runs cases writes, who was invited for the case reads too."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings/{meeting_id}/cases/{case_id}/minutes")
    async def get_case_minutes(
        meeting_id: UUID, case_id: UUID, response: Response, principal: Reader, revision: Wanted = None
    ) -> CaseMinutesAnswer:
        """The minutes of a case, for whoever runs cases or was invited for this one.

        At a session that is who comes for the case's school, in a role that the case asked for.
        """
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            if case_id not in minuted_cases(meeting, principal, audience):
                raise NotFound("case of the meeting", case_id)
            newest = await uow.case_minutes.newest(meeting_id, case_id)
            asked = await uow.case_minutes.find(meeting_id, case_id, revision) if revision else newest
            revisions = await uow.case_minutes.revisions(meeting_id, case_id)
        if newest is None or asked is None:
            raise NotFound("minutes of the case")
        set_etag(response, newest.revision.revision)
        return CaseMinutesAnswer.answered(meeting_id, asked, revisions)

    @router.put("/meetings/{meeting_id}/cases/{case_id}/minutes")
    async def put_case_minutes(
        meeting_id: UUID,
        case_id: UUID,
        body: CaseMinutesBody,
        response: Response,
        principal: Actor,
        expected: Expected,
    ) -> CaseMinutesAnswer:
        """Write the minutes of a case; what was there stays as a revision. `If-Match` is required once there are any.

        Actions agreed and other changes of the meeting leave their `ETag` as it is.
        """
        by = principal.subject
        async with units() as uow:
            minutes = await write_case_minutes(
                uow, meeting_id, case_id, text=body.text, by=by, clock=clock, allow=expected
            )
            revisions = await uow.case_minutes.revisions(meeting_id, case_id)
        set_etag(response, minutes.revision.revision)
        return CaseMinutesAnswer.answered(meeting_id, minutes, revisions)

    return router

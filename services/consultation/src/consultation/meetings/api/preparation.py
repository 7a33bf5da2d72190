"""`/meetings/{id}/preparation`: what those at the table look at before a meeting."""

from uuid import UUID

from fastapi import APIRouter

from consultation.api.rights import Reader, audience_of
from consultation.meetings.api.preparation_answers import PreparationAnswer
from consultation.meetings.api.rights import minuted_cases, visible_meeting
from consultation.meetings.application.tabled_cases import tabled_cases
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock


def preparation_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoint of the preparation."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings/{meeting_id}/preparation")
    async def get_preparation(meeting_id: UUID, principal: Reader) -> PreparationAnswer:
        """What the meeting is prepared with, for whoever takes part or runs cases: also what was agreed before."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            cases = await tabled_cases(uow, meeting, minuted_cases(meeting, principal, audience))
        return PreparationAnswer.of(meeting, cases)

    return router

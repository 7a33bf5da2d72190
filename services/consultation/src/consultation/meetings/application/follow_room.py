"""A room changes: the meetings in it follow."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.review_meetings import review_meetings
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


@asynccontextmanager
async def follow_room(
    uow: ConsultationUnitOfWork, room_id: str, *, rules: MeetingRules, clock: Clock
) -> AsyncIterator[None]:
    """Lock the planned meetings in a room; once it has changed, let meetings that can't be there any more say so."""
    meetings = await uow.meetings.awaited_in(room_id)
    yield
    await review_meetings(uow, meetings, rules=rules, clock=clock)

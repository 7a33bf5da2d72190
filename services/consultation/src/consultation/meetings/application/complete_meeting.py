"""A meeting was held."""

from uuid import UUID

from consultation.domain.versions import Expectation, any_version
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def complete_meeting(
    uow: ConsultationUnitOfWork, meeting_id: UUID, *, clock: Clock, expected: Expectation = any_version
) -> Meeting:
    """Say that a meeting was held.

    Raises Conflict before its end, IllegalTransition, NotFound, and whatever `expected` raises.
    """
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    return await uow.save(meeting.complete(clock.now()))

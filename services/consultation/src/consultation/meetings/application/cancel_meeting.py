"""A meeting will not be held."""

from uuid import UUID

from consultation.domain.versions import Expectation, any_version
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def cancel_meeting(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    *,
    clock: Clock,
    reason: str | None = None,
    expected: Expectation = any_version,
) -> Meeting:
    """Call a meeting off. Raises IllegalTransition, NotFound, and whatever `expected` raises."""
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    return await uow.save(meeting.cancel(reason, clock.now()))

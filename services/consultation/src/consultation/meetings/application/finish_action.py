"""Casework tells that what was agreed at a meeting is done."""

from datetime import date
from uuid import UUID

from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.logging import get_logger


async def finish_action(uow: ConsultationUnitOfWork, action_id: UUID, done_on: date) -> None:
    """Note that an action is done. An action that is not known, or was done before, is passed over."""
    meeting_id = await uow.actions.finish(action_id, done_on)
    if meeting_id is not None:
        get_logger().info("meeting.action_done", aggregate_id=meeting_id)
